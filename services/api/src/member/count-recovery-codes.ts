import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'

/** How many recovery codes the member has left. @throws RequestError UNAUTHENTICATED */
export async function countRecoveryCodes(request: MerchantRequest): Promise<number> {
  const { tokenHash } = requireMember(request)
  const em = request.readTransaction ?? request.app.orm.em.fork()
  const [row] = await em.execute<{ count: number }[]>(
    "select count_recovery_codes(decode(?, 'hex')) as count",
    [tokenHash],
  )
  return row?.count ?? 0
}

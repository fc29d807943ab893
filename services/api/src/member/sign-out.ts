import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'

/** Revokes the current session; its token is not accepted again. */
export async function signOut(request: MerchantRequest): Promise<true> {
  const { tokenHash } = requireMember(request)
  await request.app.orm.em.fork().execute("select revoke_session(decode(?, 'hex'))", [tokenHash])
  return true
}

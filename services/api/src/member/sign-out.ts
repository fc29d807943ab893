import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'

/** Revokes the session that asks; its token is dead from the next request on. */
export async function signOut(request: MerchantRequest): Promise<true> {
  const { sessionId } = requireMember(request)
  await request.app.orm.em.fork().execute('update session set revoked_at = now() where id = ?', [sessionId])
  return true
}

import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'

/** Ends the member's sessions elsewhere; the one that asks goes on. */
export async function revokeOtherSessions(request: MerchantRequest): Promise<void> {
  const { id, sessionId } = requireMember(request)
  await request.app.orm.em
    .fork()
    .execute('update session set revoked_at = now() where member_id = ? and id <> ? and revoked_at is null', [
      id,
      sessionId,
    ])
}

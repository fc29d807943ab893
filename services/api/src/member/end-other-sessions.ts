import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'
import { changeAccount } from './change-account.ts'
import { findViewer } from './find-member.ts'
import { listSessions, type ListedSession } from './list-sessions.ts'
import { revokeOtherSessions } from './session.ts'

/** Ends all sessions of the member except the current one, which is returned. */
export async function endOtherSessions(request: MerchantRequest): Promise<{ sessions: ListedSession[] }> {
  const session = requireMember(request)
  const member = await findViewer(request)
  await changeAccount(request, member, 'endOtherSessions', (em) => revokeOtherSessions(em, session))
  return { sessions: await listSessions(request) }
}

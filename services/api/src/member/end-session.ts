import { validate } from 'uuid'
import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { requireMember } from '../kernel/require-member.ts'
import { changeAccount } from './change-account.ts'
import { findViewer } from './find-member.ts'
import { listSessions, type ListedSession } from './list-sessions.ts'

/**
 * Ends one of the member's own sessions: its next request is refused. Returns the sessions that are left.
 *
 * @throws OperationError NOT_FOUND if it has ended or is another member's
 */
export async function endSession(
  request: MerchantRequest,
  { id }: { id: string },
): Promise<{ sessions: ListedSession[] }> {
  const session = requireMember(request)
  const member = await findViewer(request)
  if (!validate(id)) return reject('NOT_FOUND', 'id')
  await changeAccount(request, member, 'endSession', async (em) => {
    const [row] = await em.execute<{ ended: boolean }[]>("select end_session(decode(?, 'hex'), ?) as ended", [
      session.tokenHash,
      id,
    ])
    if (!row?.ended) reject('NOT_FOUND', 'id')
  })
  return { sessions: await listSessions(request) }
}

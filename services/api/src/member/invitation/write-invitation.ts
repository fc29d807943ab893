import { v7 } from 'uuid'
import type { Role } from '../../app/context.ts'
import type { EntityManager } from '../../platform/db/orm.ts'

/** Why nobody was invited, or that somebody was. */
export type InvitationOutcome = 'INVITED' | 'ALREADY_MEMBER' | 'ALREADY_INVITED' | 'INVITATION_LIMIT'

/**
 * Invites somebody to a shop in the name of the platform's operator: for commands, as the owner of the database. The worker mails the link in the
 * shop's language. `email` in lower case; `name` may be empty. Only here somebody can be invited as the owner.
 */
export async function writeInvitation(
  em: Pick<EntityManager, 'execute'>,
  { shopId, email, name, role }: { shopId: string; email: string; name: string; role: Role },
): Promise<InvitationOutcome> {
  const [row] = await em.execute<{ outcome: InvitationOutcome }[]>(
    'select write_invitation(?, ?, ?, ?, ?, null) as outcome',
    [shopId, v7(), email, name, role],
  )
  if (!row) throw new Error('write_invitation returned no row')
  return row.outcome
}

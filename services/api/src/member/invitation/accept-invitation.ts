import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { findViewer } from '../find-member.ts'
import type { MemberType } from '../member.type.ts'
import { findInvitation, hashOfToken } from './find-invitation.ts'
import { writeAcceptance } from './write-acceptance.ts'

/**
 * Accepts an invitation as the signed-in member, whose address must be the invited one. Uses up the token.
 *
 * @throws OperationError INVITATION_INVALID, INVITATION_FOR_OTHER_ACCOUNT; RequestError UNAUTHENTICATED
 */
export async function acceptInvitation(
  request: MerchantRequest,
  { token }: { token: string },
): Promise<{ member: MemberType; shopSlug: string }> {
  const { tokenHash } = requireMember(request)
  const invitation = (await findInvitation(request, { token })) ?? reject('INVITATION_INVALID')
  const member = await findViewer(request)
  if (member.email !== invitation.email) return reject('INVITATION_FOR_OTHER_ACCOUNT')
  await writeAcceptance(request, invitation, member, async (em) => {
    const [row] = await em.execute<{ accepted: boolean }[]>(
      "select accept_invitation(decode(?, 'hex'), decode(?, 'hex')) as accepted",
      [tokenHash, hashOfToken(token)],
    )
    if (!row?.accepted) reject('INVITATION_INVALID')
  })
  return { member: await findViewer(request), shopSlug: invitation.shopSlug }
}

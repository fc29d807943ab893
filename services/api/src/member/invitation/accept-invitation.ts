import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { findViewer } from '../find-member.ts'
import type { MemberType } from '../member.type.ts'
import { findInvitation, hashOfToken } from './find-invitation.ts'
import { slugOf, writeAcceptance, type AcceptedToken } from './write-acceptance.ts'

/**
 * Accepts an invitation as the signed-in member, whose address must be the invited one. Uses up the token; that of a sign-up opens the shop.
 *
 * @throws OperationError INVITATION_INVALID, INVITATION_FOR_OTHER_ACCOUNT, SHOP_SLUG_INVALID, SHOP_SLUG_TAKEN, SIGN_UP_CLOSED; RequestError UNAUTHENTICATED
 */
export async function acceptInvitation(
  request: MerchantRequest,
  { token, slug }: AcceptedToken,
): Promise<{ member: MemberType; shopSlug: string }> {
  const { tokenHash } = requireMember(request)
  const invitation = (await findInvitation(request, { token })) ?? reject('INVITATION_INVALID')
  const member = await findViewer(request)
  if (member.email !== invitation.email) return reject('INVITATION_FOR_OTHER_ACCOUNT')
  await writeAcceptance(request, invitation, { token, slug }, member, async (em) => {
    const [row] = await em.execute<{ accepted: boolean }[]>(
      "select accept_invitation(decode(?, 'hex'), decode(?, 'hex')) as accepted",
      [tokenHash, hashOfToken(token)],
    )
    if (!row?.accepted) reject('INVITATION_INVALID')
  })
  if (invitation.opensShop) await request.app.shops.reload([invitation.shopId])
  return { member: await findViewer(request), shopSlug: slugOf(invitation, { slug }) }
}

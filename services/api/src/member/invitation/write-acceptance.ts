import type { MerchantRequest } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { openSignedUpShop } from '../sign-up/open-signed-up-shop.ts'
import type { ReceivedInvitation } from './find-invitation.ts'

export interface AcceptedToken {
  token: string
  /** For a shop that opens, in place of the slug that was asked for. */
  slug?: string | null | undefined
}

/**
 * Runs `accept` and records the acceptance in the audit log of the inviting shop alone, in one transaction. The shop of a sign-up is opened before.
 *
 * @throws OperationError INVITATION_INVALID, SHOP_SLUG_TAKEN
 */
export async function writeAcceptance<T>(
  { app, address }: MerchantRequest,
  invitation: ReceivedInvitation,
  { token, slug }: AcceptedToken,
  member: { id: string; name: string },
  accept: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const shop = { id: invitation.shopId }
  return app.orm.em.fork().transactional(async (em) => {
    const openedSlug = invitation.opensShop
      ? await openSignedUpShop(app, em, invitation, { token, slug })
      : null
    const result = await accept(em)
    await em.execute("select set_config('app.shop_id', ?, true)", [shop.id])
    if (openedSlug) writeAudit({ address, member, shop, em }, { action: 'createShop', subject: openedSlug })
    writeAudit({ address, member, shop, em }, { action: 'acceptInvitation', subject: invitation.role })
    await em.flush()
    return result
  })
}

/** The slug of the shop that was joined: only one that opens may have got another slug than the invitation says. */
export const slugOf = (
  { opensShop, shopSlug }: ReceivedInvitation,
  { slug }: Pick<AcceptedToken, 'slug'>,
): string => (opensShop && slug) || shopSlug

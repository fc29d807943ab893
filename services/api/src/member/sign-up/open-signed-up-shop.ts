import type { Api } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { isShopSlug } from '../../shop/shop-slug.ts'
import { hashOfToken, type ReceivedInvitation } from '../invitation/find-invitation.ts'

/**
 * Opens the shop of a sign-up, with payment at a bank and nothing to sell; its token becomes that of the owner's invitation. In the transaction that accepts it.
 *
 * @param given `slug` in place of the one that was asked for
 * @returns the slug of the shop
 * @throws OperationError SIGN_UP_CLOSED, SHOP_SLUG_INVALID, SHOP_SLUG_TAKEN, INVITATION_INVALID
 */
export async function openSignedUpShop(
  { env }: Api,
  em: EntityManager,
  { shopSlug }: ReceivedInvitation,
  { token, slug }: { token: string; slug?: string | null | undefined },
): Promise<string> {
  if (!env.allowsSignUp) return reject('SIGN_UP_CLOSED')
  if (slug && !isShopSlug(slug)) return reject('SHOP_SLUG_INVALID', 'slug')
  const [row] = await em.execute<{ opened: boolean | null }[]>(
    "select open_signed_up_shop(decode(?, 'hex'), ?) as opened",
    [hashOfToken(token), slug || null],
  )
  if (row?.opened === false) return reject('SHOP_SLUG_TAKEN', 'slug')
  return row?.opened ? slug || shopSlug : reject('INVITATION_INVALID')
}

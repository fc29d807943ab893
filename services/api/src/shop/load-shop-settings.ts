import type { InTransaction, MerchantContext } from '../app/context.ts'
import { versionOf } from '../platform/crypto/version-of.ts'
import type { CardOffer } from './card-offer.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** Durations in seconds. */
export interface ShopSettings {
  orderDelaySeconds: number
  bankDelaySeconds: number
  keptRetentionSeconds: number
  /** Data of buyers is erased this many months after the last contact; null keeps it without end. */
  buyerDataRetentionMonths: number | null
  /** Null means /card of the first origin. */
  cardPageUrl: string | null
  /** Null means /order of the first origin. */
  orderPageUrl: string | null
  /** Public address of the shop, which receives buyers' replies to emails; null means the address that receives card fragments. */
  contactEmail: string | null
  /** Whether cards are shown and certified only in sessions that were opened with a second factor. */
  secondFactorRequired: boolean
  /** To which buyers payment by card is offered. */
  cardOffer: CardOffer
  /** Whether the portal lets members copy a card number, its expiry and the amount. */
  cardCopyAllowed: boolean
}

export const shopSettingsVersion = (settings: ShopSettings): string =>
  versionOf(
    settings.orderDelaySeconds,
    settings.bankDelaySeconds,
    settings.keptRetentionSeconds,
    settings.buyerDataRetentionMonths,
    settings.cardPageUrl,
    settings.orderPageUrl,
    settings.contactEmail,
    String(settings.secondFactorRequired),
    settings.cardOffer,
    String(settings.cardCopyAllowed),
  )

/** Reads the settings from the database, because the cached ones may be slightly older. */
export const loadShopSettings = (ctx: MerchantContext): Promise<ShopSettings> =>
  inTransaction(ctx, (tx) => selectShopSettings(tx))

/** Reads the settings in a transaction; `for no key update` locks the row against simultaneous changes. */
export async function selectShopSettings(
  tx: InTransaction<MerchantContext>,
  lock: '' | 'for no key update' = '',
): Promise<ShopSettings> {
  const [row] = await tx.em.execute<ShopSettings[]>(
    `select order_delay_seconds as "orderDelaySeconds", bank_delay_seconds as "bankDelaySeconds",
       kept_retention_seconds as "keptRetentionSeconds",
       buyer_retention_months as "buyerDataRetentionMonths", card_page_url as "cardPageUrl", order_page_url as "orderPageUrl",
       contact_email as "contactEmail", second_factor_required as "secondFactorRequired",
       case when 'CARD' = any (payment_modes) then card_offer else 'NOBODY' end as "cardOffer", card_copy_allowed as "cardCopyAllowed"
     from shop where id = ? ${lock}`,
    [tx.shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}

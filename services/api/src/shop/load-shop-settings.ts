import type { InTransaction, MerchantContext } from '../app/context.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** Durations in seconds. */
export interface ShopSettings {
  orderDelaySeconds: number
  bankDelaySeconds: number
  keptRetentionSeconds: number
  /** Null means /card of the first origin. */
  cardPageUrl: string | null
  /** Null means /order of the first origin. */
  orderPageUrl: string | null
}

/** Changes with the settings: a client that saves sends it back, so that nobody else's change is overwritten unseen. */
export const versionOf = (settings: ShopSettings): string =>
  sha256(
    JSON.stringify([
      settings.orderDelaySeconds,
      settings.bankDelaySeconds,
      settings.keptRetentionSeconds,
      settings.cardPageUrl,
      settings.orderPageUrl,
    ]),
  )
    .toString('base64url')
    .slice(0, 16)

/** Reads the settings from the database, because the cached ones may be slightly older. */
export const loadShopSettings = (ctx: MerchantContext): Promise<ShopSettings> =>
  inTransaction(ctx, (tx) => selectShopSettings(tx))

/** Reads the settings in a transaction; `for update` locks the row against simultaneous changes. */
export async function selectShopSettings(
  tx: InTransaction<MerchantContext>,
  lock: '' | 'for update' = '',
): Promise<ShopSettings> {
  const [row] = await tx.em.execute<ShopSettings[]>(
    `select order_delay_seconds as "orderDelaySeconds", bank_delay_seconds as "bankDelaySeconds",
       kept_retention_seconds as "keptRetentionSeconds", card_page_url as "cardPageUrl", order_page_url as "orderPageUrl"
     from shop where id = ? ${lock}`,
    [tx.shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}

import { inTransaction, type InTransaction, type MerchantContext } from '../app/context.ts'

/** Times in seconds. */
export interface ShopSettings {
  orderDelaySeconds: number
  bankDelaySeconds: number
  keptRetentionSeconds: number
  /** Null: the first origin's /card, /order. */
  cardPageUrl: string | null
  orderPageUrl: string | null
}

/** The shop's settings as the database has them now: what is held in memory may be a moment older. */
export const toShopSettings = (ctx: MerchantContext): Promise<ShopSettings> =>
  inTransaction(ctx, (tx) => loadSettings(tx))

/** Within a change the row is held, so that two changes at once are told from each other. */
export async function loadSettings(
  tx: InTransaction<MerchantContext>,
  lock: '' | 'for update' = '',
): Promise<ShopSettings> {
  const [row] = await tx.em.execute<ShopSettings[]>(
    `select order_delay_seconds as "orderDelaySeconds", bank_delay_seconds as "bankDelaySeconds",
       kept_retention_seconds as "keptRetentionSeconds", card_page_url as "cardPageUrl", order_page_url as "orderPageUrl"
     from shop where id = ? ${lock}`,
    [tx.shop.id],
  )
  if (!row) throw new Error('The shop is gone.')
  return row
}

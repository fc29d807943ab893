import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { orderOrigins } from './order-origins.ts'

/** The websites whose pages may call the storefront API for this shop. */
export const listShopOrigins = (ctx: MerchantContext): Promise<string[]> =>
  inTransaction(ctx, (tx) => selectOrigins(tx))

/** In the order in which the shop uses them: mails link to the first one. */
export async function selectOrigins({ em, shop }: InTransaction<MerchantContext>): Promise<string[]> {
  const rows = await em.execute<{ origin: string }[]>('select origin from shop_origin where shop_id = ?', [
    shop.id,
  ])
  return orderOrigins(rows.map(({ origin }) => origin))
}

import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { orderPageUrl } from '../load-shop.ts'
import { selectOrigins } from './list-shop-origins.ts'

/** The page to which mails about an order link, as stored now; null while the shop has no website. */
export const loadOrderPage = (ctx: MerchantContext): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ page: string | null }[]>(
      'select order_page_url as page from shop where id = ?',
      [tx.shop.id],
    )
    return orderPageUrl({ orderPageUrl: row?.page ?? null, origins: await selectOrigins(tx) })
  })

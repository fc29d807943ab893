import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { findOrdersOfBuyer } from './find-orders-of-buyer.ts'
import { loadKeptData, type KeptData } from './load-kept-data.ts'
import { loadObstacles, type OpenOrder } from './load-obstacles.ts'

export interface BuyerData {
  orderCount: number
  openOrders: OpenOrder[]
  kept: KeptData[]
}

/** What exporting or erasing the buyer of an order concerns. */
export const loadBuyerData = (
  ctx: MerchantContext,
  order: { id: string; email: string },
): Promise<BuyerData> =>
  inTransaction(ctx, async (tx) => {
    const ids = await findOrdersOfBuyer(tx, order)
    return {
      orderCount: ids.length,
      openOrders: await loadObstacles(tx, ids),
      kept: await loadKeptData(tx, ids),
    }
  })

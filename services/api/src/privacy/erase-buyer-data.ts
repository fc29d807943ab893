import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { findOrderByCode } from '../order/find-order.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { eraseOrders } from './erase-orders.ts'
import { findOrdersOfBuyer } from './find-orders-of-buyer.ts'
import { loadKeptData, type KeptData } from './load-kept-data.ts'
import { loadObstacles } from './load-obstacles.ts'
import { actorOf } from '../event/event-types.ts'

export interface ErasedBuyer {
  order: Order
  /** Orders whose buyer was erased now: 0 when it had been before. */
  erasedOrders: number
  kept: KeptData[]
}

/**
 * Erases the buyer of an order: from all orders of the shop with the same email address, with mails, card remains, texts and words of the search. Orders, invoices
 * and the ledger stay. Erasing again changes nothing.
 * @throws OperationError NOT_FOUND; BUYER_HAS_OPEN_ORDERS, and then nothing is erased
 */
export function eraseBuyerData(ctx: MerchantContext, input: { orderCode: string }): Promise<ErasedBuyer> {
  return inTransaction(ctx, async (tx) => {
    const order = (await findOrderByCode(tx, input.orderCode)) ?? reject('NOT_FOUND', 'orderCode')
    const ids = await findOrdersOfBuyer(tx, order)
    const kept = await loadKeptData(tx, ids)
    const erased = await eraseOrders(tx, ids, actorOf(tx))
    if ((await loadObstacles(tx, ids)).length > 0) return reject('BUYER_HAS_OPEN_ORDERS', 'orderCode')
    if (erased.length > 0)
      writeAudit(tx, { action: 'eraseBuyerData', subject: `${order.code} (${erased.length})` })
    await tx.em.refresh(order)
    return { order, erasedOrders: erased.length, kept }
  })
}

import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { findOrderByCode } from '../order/find-order.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { findOrdersOfBuyer } from './find-orders-of-buyer.ts'
import { SELECT_BUYER_ORDERS } from './select-buyer-orders.ts'

/** Orders in one part of an export. */
export const ORDERS_PER_PART = 100

export interface BuyerExport {
  /** JSON text. */
  data: string
  /** Of all parts. */
  orderCount: number
  /** The number of the next part; null when this is the last. */
  nextPart: number | null
}

/**
 * Everything that the shop stores about the buyer of an order, as JSON: all orders with the same email address, oldest first, 100 in a part. No digit of a card.
 * @param input `part` counts from 1
 * @throws OperationError NOT_FOUND, also for a part that does not exist; BUYER_ERASED
 */
export function exportBuyerData(
  ctx: MerchantContext,
  { orderCode, part }: { orderCode: string; part: number },
): Promise<BuyerExport> {
  return inTransaction(ctx, async (tx) => {
    const order = (await findOrderByCode(tx, orderCode)) ?? reject('NOT_FOUND', 'orderCode')
    if (order.erasedAt) return reject('BUYER_ERASED', 'orderCode')
    const ids = await findOrdersOfBuyer(tx, order)
    const end = part * ORDERS_PER_PART
    const chosen = ids.slice(end - ORDERS_PER_PART, end)
    if (part < 1 || chosen.length === 0) return reject('NOT_FOUND', 'part')
    const rows = await tx.em.execute<{ data: object }[]>(SELECT_BUYER_ORDERS, [tx.shop.id, toArray(chosen)])
    writeAudit(tx, { action: 'exportBuyerData', subject: `${order.code} (${rows.length})` })
    const data = {
      shop: tx.shop.name,
      seller: tx.shop.business?.legalName ?? null,
      exportedAt: new Date().toISOString(),
      emailAddress: order.email,
      amounts: 'minor units of the currency, for example cents',
      times: 'UTC',
      part,
      orders: rows.map((row) => row.data),
    }
    return {
      data: JSON.stringify(data, null, 2),
      orderCount: ids.length,
      nextPart: end < ids.length ? part + 1 : null,
    }
  })
}

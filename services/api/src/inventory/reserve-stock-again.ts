import type { InTransaction, ShopContext } from '../app/context.ts'
import { OrderLine } from '../order/order-line.entity.ts'
import { reserveStock } from './reserve-stock.ts'

/** Takes an expired order's stock once more, whole or not at all: for money that came late. False when something is gone. */
export async function reserveStockAgain(tx: InTransaction<ShopContext>, orderId: string): Promise<boolean> {
  const lines = await tx.em.find(OrderLine, { shopId: tx.shop.id, orderId })
  return (await reserveStock(tx, lines)).length === 0
}

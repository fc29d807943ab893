import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import type { EventToWrite } from './move-order.ts'
import { OrderEvent } from './order-event.entity.ts'

/** Adds an entry to the order's timeline; written at the transaction's next flush. */
export function writeOrderEvent(
  tx: InTransaction<ShopContext>,
  order: { id: string; shopId: string },
  event: EventToWrite,
): void {
  tx.em.create(OrderEvent, { id: v7(), shopId: order.shopId, orderId: order.id, at: new Date(), ...event })
}

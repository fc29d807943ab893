import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { OrderEvent } from './order-event.entity.ts'

export interface NewOrderEvent {
  kind: string
  /** Who caused it: the name of a member, or `buyer`, `bank` or `system`. */
  by: string
  /** In the shop's language. */
  message: string
}

/** Adds an entry to the order's timeline; written at the transaction's next flush. */
export function writeOrderEvent(
  tx: InTransaction<ShopContext>,
  order: { id: string; shopId: string },
  event: NewOrderEvent,
): void {
  tx.em.create(OrderEvent, { id: v7(), shopId: order.shopId, orderId: order.id, at: new Date(), ...event })
}

import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { reject, type UserErrorCode } from '../kernel/errors.ts'
import { releaseStock } from '../inventory/stock-reservation.ts'
import { OrderEvent } from './order-event.entity.ts'
import { nextStatus, OrderStatus, type StatusCause } from './order-status.ts'
import type { Order } from './order.entity.ts'

/** What the asker is told where the table has no way. */
const NO_WAY: Record<StatusCause, UserErrorCode> = {
  payByCard: 'ORDER_NOT_PAYABLE',
  bankPaid: 'ORDER_NOT_PAYABLE',
  delayPassed: 'ORDER_NOT_PAYABLE',
  certifyApproved: 'PAYMENT_CLOSED',
  certifyRefused: 'PAYMENT_CLOSED',
  certifyReferral: 'PAYMENT_CLOSED',
  requestCard: 'CARD_NOT_REQUESTABLE',
  cancelOrder: 'ORDER_NOT_CANCELLABLE',
}

export interface EventToWrite {
  /** Who: a member's name, `buyer`, `bank` or `system`. */
  by: string
  message: string
  kind: string
}

/**
 * Moves a locked order along the table, writes its timeline and gives stock back when it ends unsold. The one place
 * that assigns a status. EXPIRED → PAID: the caller has taken the stock again (reserveStockAgain) before.
 * @throws Refused where the table has no way from here.
 */
export async function moveOrder(
  tx: InTransaction<ShopContext>,
  order: Order,
  cause: StatusCause,
  event: EventToWrite,
): Promise<void> {
  const to = nextStatus(order.status, cause)
  if (to === null) return reject(NO_WAY[cause])
  const now = new Date()
  if (to !== order.status) order.statusSince = now
  if (to === OrderStatus.PAID) order.paidAt = now
  order.status = to
  tx.em.create(OrderEvent, { id: v7(), shopId: order.shopId, orderId: order.id, at: now, ...event })
  await tx.em.flush()
  if (to === OrderStatus.CANCELLED || to === OrderStatus.EXPIRED) await releaseStock(tx, order.id)
}

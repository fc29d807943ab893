import type { InTransaction, ShopContext } from '../app/context.ts'
import type { NewEvent } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { releaseStock } from '../inventory/stock-reservation.ts'
import { reject, type UserErrorCode } from '../kernel/errors.ts'
import { nextStatus, OrderStatus, type StatusCause } from './order-status.ts'
import type { Order } from './order.entity.ts'

/** The error for a cause that the order's status does not allow. */
const ERROR_CODES: Record<StatusCause, UserErrorCode> = {
  payByCard: 'ORDER_NOT_PAYABLE',
  bankPaid: 'ORDER_NOT_PAYABLE',
  paymentOverdue: 'ORDER_NOT_PAYABLE',
  certifyApproved: 'PAYMENT_CLOSED',
  certifyRefused: 'PAYMENT_CLOSED',
  certifyReferral: 'PAYMENT_CLOSED',
  requestCard: 'CARD_NOT_REQUESTABLE',
  cancelOrder: 'ORDER_NOT_CANCELLABLE',
}

/**
 * Changes the status of a locked order along the table of transitions, writes the event, and releases its stock when it
 * is cancelled or expires. The only place that assigns a status. For EXPIRED → PAID, the caller must first reserve the
 * stock again (reserveStockAgain).
 * @throws the cause's error code when the transition is not allowed
 */
export async function changeOrderStatus(
  tx: InTransaction<ShopContext>,
  order: Order,
  cause: StatusCause,
  event: NewEvent,
): Promise<void> {
  const to = nextStatus(order.status, cause)
  if (to === null) return reject(ERROR_CODES[cause])
  const now = new Date()
  if (to !== order.status) order.statusSince = now
  if (to === OrderStatus.PAID) order.paidAt = now
  order.status = to
  await tx.em.flush()
  await writeEvent(tx, order.id, event)
  if (to === OrderStatus.CANCELLED || to === OrderStatus.EXPIRED) await releaseStock(tx, order.id)
}

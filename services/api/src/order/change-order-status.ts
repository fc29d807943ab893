import type { InTransaction, ShopContext } from '../app/context.ts'
import type { NewEvent } from '../event/event-types.ts'
import { insertEvent, prepareEvent } from '../event/write-event.ts'
import { releaseDiscounts, takeDiscountsAgain } from '../discount/release-discounts.ts'
import { releaseStock } from '../inventory/stock-reservation.ts'
import { reject, type UserErrorCode } from '../kernel/errors.ts'
import { nextStatus, OrderStatus, statusesBefore, type StatusCause } from './order-status.ts'
import { columnsOf, toEntities } from '../platform/db/load-entities.ts'
import { toArray } from '../platform/db/sql.ts'
import { executeAndCommit } from '../platform/db/execute-and-commit.ts'
import { Order } from './order.entity.ts'

/** The error for a cause that the order's status does not allow. */
const ERROR_CODES: Record<StatusCause, UserErrorCode> = {
  payByCard: 'ORDER_NOT_PAYABLE',
  bankPaid: 'ORDER_NOT_PAYABLE',
  paymentOverdue: 'ORDER_NOT_PAYABLE',
  certifyApproved: 'PAYMENT_CLOSED',
  certifyRefused: 'PAYMENT_CLOSED',
  certifyReferral: 'PAYMENT_CLOSED',
  requestCard: 'CARD_NOT_REQUESTABLE',
  requestBankPayment: 'BANK_PAYMENT_NOT_REQUESTABLE',
  payManually: 'ORDER_NOT_PAYABLE',
  receiptRecorded: 'ORDER_NOT_PAYABLE',
  receiptUndone: 'RECEIPT_NOT_UNDOABLE',
  cancelOrder: 'ORDER_NOT_CANCELLABLE',
}

/**
 * Changes the status of a locked order along the table of transitions, writes the event, and releases its stock and discounts when it
 * is cancelled or expires. With expireLockedOrders the only place that assigns a status. For EXPIRED → PAID, the caller must first reserve the
 * stock again (reserveStockAgain). With `commits`, the transaction ends with it.
 * @throws the cause's error code when the transition is not allowed
 */
export async function changeOrderStatus(
  tx: InTransaction<ShopContext>,
  order: Order,
  cause: StatusCause,
  event: NewEvent,
  { commits = false } = {},
): Promise<void> {
  const to = nextStatus(order.status, cause)
  if (to === null) return reject(ERROR_CODES[cause])
  // The caller’s other changes first: the row is read back below.
  await tx.em.flush()
  if (order.status === OrderStatus.EXPIRED && to === OrderStatus.PAID) await takeDiscountsAgain(tx, order.id)
  const now = new Date()
  // The worker's role may not write paid_at.
  const paidAt = to === OrderStatus.PAID ? now : order.status === OrderStatus.PAID ? null : undefined
  const isReleased = to === OrderStatus.CANCELLED || to === OrderStatus.EXPIRED
  if (commits && isReleased) throw new Error('The stock must be released before the commit')
  const sql = `with changed as (
       update "order" set status = ?, status_since = ?,
         ${paidAt === undefined ? '' : 'paid_at = ?, '} ${order.paymentDueAt && to !== order.status ? 'payment_due_at = null, ' : ''} event_count = event_count + 1
       where shop_id = ? and id = ? returning event_count, ${columnsOf(tx.em, Order)}
     ), event as (${insertEvent('changed')})
     select ${columnsOf(tx.em, Order)} from changed`
  const params = [
    to,
    to === order.status ? order.statusSince : now,
    ...(paidAt === undefined ? [] : [paidAt]),
    tx.shop.id,
    order.id,
    JSON.stringify(prepareEvent(tx, order.id, event)),
  ]
  const changed = commits
    ? await executeAndCommit<object>(tx.em, sql, params)
    : await tx.em.execute<object[]>(sql, params)
  toEntities(tx.em, Order, changed)
  if (isReleased) await release(tx, [order.id])
}

/**
 * Does for many orders what changeOrderStatus does for one, in two statements: expires those that the table of transitions allows
 * to, writes their events and releases their stock and discounts. The caller has locked them in the order of their ids.
 * @returns the number of orders that expired
 */
export async function expireLockedOrders(
  tx: InTransaction<ShopContext>,
  orderIds: string[],
): Promise<number> {
  const events = orderIds.map((id) => prepareEvent(tx, id, { type: 'order.expired', data: {}, by: 'system' }))
  const expired = await tx.em.execute<{ id: string }[]>(
    `with e as materialized (select * from jsonb_populate_recordset(null::domain_event, ?::jsonb)),
     expired as (
       update "order" o set status = ?, status_since = now(), event_count = o.event_count + 1
       from e where o.shop_id = ? and o.id = e.stream_id and o.status = any(?::text[]) returning o.id, o.event_count
     )
     insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, data, processed_at)
       select e.shop_id, e.id, e.stream_id, e.stream_id, expired.event_count, e.type, e.actor, e.data, e.processed_at
       from expired join e on e.stream_id = expired.id returning stream_id as id`,
    [
      JSON.stringify(events),
      OrderStatus.EXPIRED,
      tx.shop.id,
      toArray(statusesBefore('paymentOverdue', OrderStatus.EXPIRED)),
    ],
  )
  await release(
    tx,
    expired.map(({ id }) => id),
  )
  return expired.length
}

async function release(tx: InTransaction<ShopContext>, orderIds: string[]): Promise<void> {
  await releaseStock(tx, orderIds)
  await releaseDiscounts(tx, orderIds)
}

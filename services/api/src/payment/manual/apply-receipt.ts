import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import type { NewEvent } from '../../event/event-types.ts'
import { actorOf } from '../../event/event-types.ts'
import { writeEvent } from '../../event/write-event.ts'
import { reserveStockAgain } from '../../inventory/stock-reservation.ts'
import { changeOrderStatus } from '../../order/change-order-status.ts'
import { nextStatus, OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { closeCardPayment } from '../card/close-card-payment.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { UnmatchedPayment, type UnmatchedPaymentReason } from '../unmatched/unmatched-payment.entity.ts'
import { writeUnmatchedPaymentAction } from '../unmatched/write-unmatched-payment-action.ts'
import { partMovement, receiptCapture, waitingMovement } from './receipt-movements.ts'

type Tx = InTransaction<MerchantContext>

export interface NewReceipt {
  id: string
  method: ManualMethod
  /** Minor units in the currency of the order. */
  amount: number
  receivedOn: string
  reference: string | null
}

/**
 * The only place where money of a transfer or cheque comes in. Stores the receipt; with it and the parts that came before, the locked order becomes
 * PAID, or the money waits as an unmatched payment. What exceeds the total always waits. The operation's last step, as appendLedgerAndCommit.
 */
export async function applyReceipt(tx: Tx, order: Order, receipt: NewReceipt): Promise<void> {
  const parts = await findOpenParts(tx, order.id)
  const received = receipt.amount + parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const obstacle = await whyNotPaid(tx, order, received)
  const isPaid = obstacle === null
  await insertReceipt(tx, order, receipt, isPaid)
  const waiting = isPaid ? received - order.total : receipt.amount
  const reason = obstacle ?? 'EXCESS_AMOUNT'
  const unmatched = waiting > 0 ? openUnmatchedPayment(tx, order, receipt, { amount: waiting, reason }) : null
  const hadCard = isPaid && (await closeCardPayment(tx, order.id))
  const event: NewEvent = {
    type: 'manual_payment.received',
    data: {
      receiptId: receipt.id,
      method: receipt.method,
      amount: receipt.amount,
      received,
      total: order.total,
      currency: order.currency,
      isPaid,
      hadCard,
    },
    by: actorOf(tx),
  }
  const { currency } = order
  const movements = unmatched ? [waitingMovement(unmatched, currency, 1)] : []
  if (isPaid) {
    for (const part of parts) acceptPart(tx, part)
    await changeOrderStatus(tx, order, 'receiptRecorded', event)
    movements.unshift(
      ...parts.map((part) => partMovement(part, currency, -1)),
      receiptCapture(receipt, order, order.total),
    )
  } else {
    await tx.em.flush()
    await writeEvent(tx, order.id, event)
  }
  await appendLedgerAndCommit(tx, movements)
}

/** Parts of the total that were received before, and that nobody has refunded. */
const findOpenParts = (tx: Tx, orderId: string): Promise<UnmatchedPayment[]> =>
  tx.em.find(UnmatchedPayment, {
    shopId: tx.shop.id,
    orderId,
    reason: 'PARTIAL_AMOUNT',
    closedAt: null,
  })

/** Why the order does not become PAID with what was received; null if it does. Reserves the stock of an expired order again. */
async function whyNotPaid(tx: Tx, order: Order, received: number): Promise<UnmatchedPaymentReason | null> {
  if (!nextStatus(order.status, 'receiptRecorded'))
    return order.status === OrderStatus.PAID ? 'ALREADY_PAID' : 'ORDER_CANCELLED'
  if (received < order.total) return 'PARTIAL_AMOUNT'
  if (order.status === OrderStatus.EXPIRED && !(await reserveStockAgain(tx, order.id))) return 'OUT_OF_STOCK'
  return null
}

async function insertReceipt(tx: Tx, order: Order, receipt: NewReceipt, isPaid: boolean): Promise<void> {
  await tx.em.execute(
    `insert into manual_receipt (shop_id, id, order_id, method, amount, currency, received_on, reference, paid_order, recorded_by, recorded_by_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tx.shop.id,
      receipt.id,
      order.id,
      receipt.method,
      receipt.amount,
      order.currency,
      receipt.receivedOn,
      receipt.reference,
      isPaid,
      tx.member.id,
      tx.member.name,
    ],
  )
}

function openUnmatchedPayment(
  tx: Tx,
  order: Order,
  receipt: NewReceipt,
  { amount, reason }: { amount: number; reason: UnmatchedPaymentReason },
): UnmatchedPayment {
  return tx.em.create(UnmatchedPayment, {
    id: v7(),
    shopId: tx.shop.id,
    orderId: order.id,
    receiptId: receipt.id,
    reason,
    amount,
    currency: order.currency,
    reference: receipt.reference,
    openedAt: new Date(),
  })
}

/** The part belongs to an order that is paid now. */
function acceptPart(tx: Tx, part: UnmatchedPayment): void {
  part.outcome = 'ACCEPTED'
  part.closedAt = new Date()
  part.closedByName = tx.member.name
  writeUnmatchedPaymentAction(tx, part, {
    kind: 'ACCEPTED',
    amount: part.amount ?? null,
    currency: part.currency ?? null,
  })
}

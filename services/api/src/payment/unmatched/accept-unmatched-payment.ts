import { LockMode } from '@mikro-orm/core'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { changeOrderStatus } from '../../order/change-order-status.ts'
import { OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import { reserveStockAgain } from '../../inventory/stock-reservation.ts'
import { PaymentAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { closeCardPayment } from '../card/close-card-payment.ts'
import { appendLedgerAndCommit, type LedgerMovement } from '../ledger/append-ledger.ts'
import { attemptCapture } from '../gateway/attempts/attempt-capture.ts'
import { findReceipt } from '../manual/manual-receipt.ts'
import { receiptCapture } from '../manual/receipt-movements.ts'
import { unmatchedMovement } from './unmatched-movement.ts'
import { whyNotAcceptable } from './why-not-acceptable.ts'
import { lockUnmatchedPaymentInShop } from './lock-unmatched-payment.ts'
import { writeUnmatchedPaymentAction } from './write-unmatched-payment-action.ts'
import { actorOf } from '../../event/event-types.ts'

export interface AcceptUnmatchedPaymentInput {
  unmatchedPaymentId: string
  /** Minor units that the bank took; required as a confirmation if it is not the order's total. */
  acceptedAmount?: number | null
  note?: string | null
}

type Tx = InTransaction<MerchantContext>

/**
 * Accepts an unmatched payment for its order, which becomes PAID. An expired order's stock is reserved again. A card payment
 * awaiting certification is closed and its digits erased. The buyer gets a confirmation by mail.
 * @throws OperationError UNMATCHED_PAYMENT_CLOSED, ORDER_ALREADY_PAID, ORDER_CANCELLED, ORDER_OUT_OF_STOCK, AMOUNT_NOT_CONFIRMED …
 */
export async function acceptUnmatchedPayment(
  ctx: MerchantContext,
  input: AcceptUnmatchedPaymentInput,
): Promise<{ unmatchedPaymentId: string }> {
  const note = parseText(input.note, 'note', 2000)
  await inTransaction(ctx, async (tx) => {
    const { unmatchedPayment, order } = await lockUnmatchedPaymentInShop(tx, input.unmatchedPaymentId)
    const attempt = await lockAttemptOf(tx, unmatchedPayment)
    const obstacle = whyNotAcceptable(unmatchedPayment, order)
    if (obstacle || !order || !(attempt || unmatchedPayment.receiptId))
      return reject(obstacle ?? 'UNMATCHED_PAYMENT_WITHOUT_ORDER')
    if (unmatchedPayment.amount !== order.total && unmatchedPayment.amount !== input.acceptedAmount)
      return reject('AMOUNT_NOT_CONFIRMED', 'acceptedAmount')
    if (order.status === OrderStatus.EXPIRED && !(await reserveStockAgain(tx, order.id)))
      return reject('ORDER_OUT_OF_STOCK')
    await accept(tx, { unmatchedPayment, attempt, order }, note)
  })
  return { unmatchedPaymentId: input.unmatchedPaymentId }
}

const lockAttemptOf = (tx: Tx, { attemptId }: UnmatchedPayment): Promise<PaymentAttempt | null> =>
  attemptId
    ? tx.em.findOne(
        PaymentAttempt,
        { id: attemptId, shopId: tx.shop.id },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : Promise.resolve(null)

async function accept(
  tx: Tx,
  {
    unmatchedPayment,
    attempt,
    order,
  }: { unmatchedPayment: UnmatchedPayment; attempt: PaymentAttempt | null; order: Order },
  note: string | null,
): Promise<void> {
  const amount = unmatchedPayment.amount ?? order.total
  if (attempt) markPaid(attempt, unmatchedPayment, amount)
  unmatchedPayment.outcome = 'ACCEPTED'
  unmatchedPayment.closedAt = new Date()
  unmatchedPayment.closedByName = tx.member.name
  const actionId = writeUnmatchedPaymentAction(tx, unmatchedPayment, {
    kind: 'ACCEPTED',
    amount,
    currency: order.currency,
    note,
  })
  const hadCard = await closeCardPayment(tx, order.id)
  await changeOrderStatus(tx, order, 'bankPaid', {
    type: 'unmatched_payment.accepted',
    data: {
      unmatchedPaymentId: unmatchedPayment.id,
      actionId,
      attemptId: attempt?.id ?? null,
      amount,
      hadCard,
    },
    by: actorOf(tx),
  })
  await appendLedgerAndCommit(tx, [
    unmatchedMovement(unmatchedPayment, 'UNMATCHED_APPLIED', { amount: -amount, currency: order.currency }),
    attempt ? attemptCapture(attempt) : await captureOfReceipt(tx, unmatchedPayment, order, amount),
  ])
}

async function captureOfReceipt(
  tx: Tx,
  { receiptId }: UnmatchedPayment,
  order: Order,
  amount: number,
): Promise<LedgerMovement> {
  const receipt = receiptId ? await findReceipt(tx, receiptId) : null
  if (!receipt) throw new Error('The payment has neither an attempt nor a receipt.')
  return receiptCapture(receipt, order, amount)
}

function markPaid(attempt: PaymentAttempt, { bankTransactionId }: UnmatchedPayment, amount: number): void {
  attempt.status = 'PAID'
  attempt.bankTransactionId = bankTransactionId ?? attempt.bankTransactionId ?? null
  attempt.paidAmount = amount === attempt.amount ? null : amount
  attempt.updatedAt = new Date()
}

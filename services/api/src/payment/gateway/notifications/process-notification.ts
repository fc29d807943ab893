import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import { NotAuthenticError, type BankNotification, type BankProtocolName } from '../bank-protocol.ts'
import { applyUnpaidOutcome } from './apply-unpaid-outcome.ts'
import { lockAttempt } from '../attempts/lock-attempt.ts'
import { isAlreadyRecorded, recordUnmatchedPayment } from '../../unmatched/record-unmatched-payment.ts'
import { applyLaterNews, findLaterNews } from './apply-later-news.ts'
import { applyPayment } from './apply-payment.ts'
import { lockTestPayment, finishTestPayment } from '../test-payment/finish-test-payment.ts'

export type Verdict = 'APPLIED' | 'RECORDED' | 'UNMATCHED' | 'REPEATED' | 'TEST_PAYMENT'

type Tx = InTransaction<ShopContext>

/**
 * Processes a notification with a valid signature in one transaction: locks order and attempt, checks that its settings
 * and environment are those of the attempt, records it in the inbox and applies it. A repeated notification changes
 * nothing. Money that cannot be applied to an order becomes an unmatched payment.
 * @param validUntil when the settings that authenticated it were replaced; they do not count for payments started later
 * @throws NotAuthenticError if the payment was started in another environment or after `validUntil`
 */
export function processNotification(
  ctx: ShopContext,
  protocol: BankProtocolName,
  notification: BankNotification,
  validUntil: Date | null = null,
): Promise<Verdict> {
  return inTransaction(ctx, async (tx) => {
    const { reference } = notification
    const found = await lockAttempt(tx, { protocol, reference })
    const testPayment = found ? null : await lockTestPayment(tx, protocol, reference)
    requireMatchingSettings(found?.attempt ?? testPayment, notification, validUntil)
    if (!(await recordInInbox(tx, protocol, notification, found))) return 'REPEATED'
    if (testPayment) return finishTestPayment(tx, testPayment, notification)
    return found
      ? applyNotification(tx, found.attempt, found.order, notification)
      : recordUnknownReference(tx, protocol, notification)
  })
}

/** The settings may change while a buyer is at the bank; a test must not pay for an order of production. */
function requireMatchingSettings(
  started: Pick<PaymentAttempt, 'environment' | 'openedAt'> | null,
  { environment }: BankNotification,
  validUntil: Date | null,
): void {
  if (started && started.environment !== environment) throw new NotAuthenticError('environment')
  if (validUntil && !(started && started.openedAt <= validUntil))
    throw new NotAuthenticError('replaced settings')
}

/** Returns false if this event is already in the inbox. Nothing about a buyer whose data was erased is stored again. */
async function recordInInbox(
  tx: Tx,
  protocol: BankProtocolName,
  notification: BankNotification,
  found: { attempt: PaymentAttempt; order: Order } | null,
): Promise<boolean> {
  const { dedupeKey, amount, currency } = notification
  const attempt = found?.attempt ?? null
  // The right amount may arrive later with the same dedupe key, so a wrong amount must not use up that key.
  const isMismatch = attempt !== null && mismatchOf(attempt, notification) !== null
  const key = isMismatch ? [dedupeKey, amount, currency].join('-') : dedupeKey
  const inserted = await tx.em.execute(
    `insert into bank_notification (id, shop_id, protocol, dedupe_key, status, fields, attempt_id, verdict)
     values (?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict on constraint bank_notification_once do nothing returning id`,
    [
      v7(),
      tx.shop.id,
      protocol,
      key,
      notification.bankStatus,
      JSON.stringify(found?.order.erasedAt ? {} : notification.fields),
      attempt?.id ?? null,
      notification.outcome,
    ],
  )
  return inserted.length > 0
}

async function recordUnknownReference(
  tx: Tx,
  protocol: BankProtocolName,
  notification: BankNotification,
): Promise<Verdict> {
  if (notification.outcome !== 'PAID' || (await isAlreadyRecorded(tx, notification, null))) return 'RECORDED'
  return recordUnmatchedPayment(tx, {
    reason: 'UNKNOWN_REFERENCE',
    protocol,
    notification,
    attempt: null,
    order: null,
  })
}

async function applyNotification(
  tx: Tx,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
): Promise<Verdict> {
  const news = findLaterNews(attempt, notification)
  if (news) return applyLaterNews(tx, attempt, order, notification, news)
  if (notification.outcome === 'NONE') return 'RECORDED'
  if (notification.outcome !== 'PAID') return applyUnpaidOutcome(tx, attempt, order, notification)
  const mismatch = mismatchOf(attempt, notification)
  const isAlreadyApplied =
    !mismatch && attempt.status === 'PAID' && attempt.bankTransactionId === notification.bankTransactionId
  if (isAlreadyApplied || (await isAlreadyRecorded(tx, notification, attempt))) return 'RECORDED'
  if (mismatch)
    return recordUnmatchedPayment(tx, {
      reason: mismatch,
      protocol: attempt.protocol,
      notification,
      attempt,
      order,
    })
  return applyPayment(tx, attempt, order, notification)
}

/** How the notified amount or currency differs from the one requested, or null. */
function mismatchOf(
  attempt: PaymentAttempt,
  { amount, currency }: BankNotification,
): 'WRONG_AMOUNT' | 'WRONG_CURRENCY' | null {
  if (amount !== attempt.amount) return 'WRONG_AMOUNT'
  return currency === attempt.currency ? null : 'WRONG_CURRENCY'
}

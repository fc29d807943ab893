import { v7 } from 'uuid'
import { inTransaction, type InTransaction, type ShopContext } from '../../../app/context.ts'
import { queueMails } from '../../../mail/queue-mails.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import { NotAuthenticError, type BankNotification, type BankProtocolName } from '../bank-protocol.ts'
import { applyUnpaidOutcome } from './apply-unpaid-outcome.ts'
import { isAlreadyRecorded } from '../../unmatched/is-already-recorded.ts'
import { lockAttempt } from '../attempts/lock-attempt.ts'
import { recordUnmatchedPayment } from '../../unmatched/record-unmatched-payment.ts'
import { applyPayment } from './apply-payment.ts'
import { lockTestPayment, finishTestPayment } from '../test-payment/finish-test-payment.ts'

export type Verdict = 'SETTLED' | 'RECORDED' | 'UNMATCHED' | 'REPEATED' | 'TEST_PAYMENT'

type Tx = InTransaction<ShopContext>

/**
 * Takes an authentic notification to its end in one transaction: order and attempt locked, inbox row, table of states.
 * The same event again changes nothing. Authentic money that no order can take stands on the list of unmatched payments.
 * `until`: what proves it was replaced then, and is believed for nothing opened later.
 * @throws NotAuthenticError when what it is about was opened in another environment, or after `until`
 */
export async function processNotification(
  ctx: ShopContext,
  protocol: BankProtocolName,
  notification: BankNotification,
  until: Date | null = null,
): Promise<Verdict> {
  const mailIds: string[] = []
  const verdict = await inTransaction(ctx, async (tx) => {
    const { reference } = notification
    const found = await lockAttempt(tx, { protocol, reference })
    const testPayment = found ? null : await lockTestPayment(tx, protocol, reference)
    demandOwnSettings(found?.attempt ?? testPayment, notification, until)
    if (!(await enterInbox(tx, protocol, notification, found?.attempt ?? null))) return 'REPEATED'
    if (testPayment) return finishTestPayment(tx, testPayment, notification)
    const done = found
      ? await settle(tx, found.attempt, found.order, notification)
      : await recordUnknownReference(tx, protocol, notification)
    mailIds.push(...done.mailIds)
    await tx.em.flush()
    return done.verdict
  })
  await queueMails(ctx, mailIds)
  return verdict
}

/** Settings may change while a buyer is at the bank: a test must not pay what was opened in production. */
function demandOwnSettings(
  opened: Pick<PaymentAttempt, 'environment' | 'openedAt'> | null,
  { environment }: BankNotification,
  until: Date | null,
): void {
  if (opened && opened.environment !== environment) throw new NotAuthenticError('environment')
  if (until && !(opened && opened.openedAt <= until)) throw new NotAuthenticError('replaced settings')
}

/** False when this event was there already. */
async function enterInbox(
  tx: Tx,
  protocol: BankProtocolName,
  notification: BankNotification,
  attempt: PaymentAttempt | null,
): Promise<boolean> {
  const { dedupeKey, amount, currency } = notification
  // Another amount must not take the place of the true one, which may come under the same key.
  const isOther = attempt !== null && mismatchOf(attempt, notification) !== null
  const key = isOther ? [dedupeKey, amount, currency].join('-') : dedupeKey
  const entered = await tx.em.execute(
    `insert into bank_notification (id, shop_id, protocol, dedupe_key, status, fields, attempt_id, verdict)
     values (?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict on constraint bank_notification_once do nothing returning id`,
    [
      v7(),
      tx.shop.id,
      protocol,
      key,
      notification.bankStatus,
      JSON.stringify(notification.fields),
      attempt?.id ?? null,
      notification.outcome,
    ],
  )
  return entered.length > 0
}

async function recordUnknownReference(
  tx: Tx,
  protocol: BankProtocolName,
  notification: BankNotification,
): Promise<Settled> {
  if (notification.outcome !== 'PAID' || (await isAlreadyRecorded(tx, notification, null)))
    return { verdict: 'RECORDED', mailIds: [] }
  return recordUnmatchedPayment(tx, {
    reason: 'UNKNOWN_REFERENCE',
    protocol,
    notification,
    attempt: null,
    order: null,
  })
}

interface Settled {
  verdict: Verdict
  mailIds: string[]
}

async function settle(
  tx: Tx,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
): Promise<Settled> {
  if (notification.outcome === 'NONE') return { verdict: 'RECORDED', mailIds: [] }
  if (notification.outcome !== 'PAID') return applyUnpaidOutcome(tx, attempt, order, notification)
  const wrong = mismatchOf(attempt, notification)
  const isCounted =
    !wrong && attempt.status === 'PAID' && attempt.bankTransactionId === notification.bankTransactionId
  if (isCounted || (await isAlreadyRecorded(tx, notification, attempt)))
    return { verdict: 'RECORDED', mailIds: [] }
  if (wrong)
    return recordUnmatchedPayment(tx, {
      reason: wrong,
      protocol: attempt.protocol,
      notification,
      attempt,
      order,
    })
  return applyPayment(tx, attempt, order, notification)
}

/** What of the money is not as it was frozen when the buyer left. */
function mismatchOf(
  attempt: PaymentAttempt,
  { amount, currency }: BankNotification,
): 'WRONG_AMOUNT' | 'WRONG_CURRENCY' | null {
  if (amount !== attempt.amount) return 'WRONG_AMOUNT'
  return currency === attempt.currency ? null : 'WRONG_CURRENCY'
}

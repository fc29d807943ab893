import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { writeEvent } from '../../../event/write-event.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import { appendLedgerAndCommit } from '../../ledger/append-ledger.ts'
import { movementsOfNews } from './movements-of-news.ts'
import type { BankNotification, LaterNewsKind } from '../bank-protocol.ts'

/** What the bank notifies about a payment that it accepted before; null if that is nothing new. */
export function findLaterNews(attempt: PaymentAttempt, notification: BankNotification): LaterNewsKind | null {
  if (attempt.status !== 'PAID') return null
  const { laterNews, outcome, amount, currency } = notification
  // A refund is a transaction of its own.
  if (laterNews === 'REFUNDED') return isKnown(attempt, notification) ? null : laterNews
  if (!isSameTransaction(attempt, notification)) return null
  const isPart =
    outcome === 'PAID' && currency === attempt.currency && amount >= 0 && amount < paidBy(attempt)
  return isPart ? 'PARTIALLY_CAPTURED' : (laterNews ?? null)
}

const paidBy = (attempt: PaymentAttempt): number => attempt.paidAmount ?? attempt.amount

/** Banks notify a refund twice, when it is ordered and when it is made. */
const isKnown = (attempt: PaymentAttempt, { amount, laterNews }: BankNotification): boolean =>
  attempt.laterNews === laterNews && attempt.laterNewsAmount === amount

const isSameTransaction = (attempt: PaymentAttempt, notification: BankNotification): boolean =>
  attempt.bankTransactionId !== null &&
  attempt.bankTransactionId === notification.bankTransactionId &&
  (notification.authorizationNumber ?? attempt.authorizationNumber) === attempt.authorizationNumber

/**
 * Records news of an accepted payment: an event, and the attempt, for the warning before shipping. The
 * order stays PAID, because only the merchant can decide what follows.
 */
export async function applyLaterNews(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
  news: LaterNewsKind,
): Promise<'APPLIED'> {
  const { amount, currency } = notification
  const hasAmount = news === 'REFUNDED' || news === 'PARTIALLY_CAPTURED'
  attempt.laterNews = news
  attempt.laterNewsAmount = hasAmount ? amount : null
  attempt.laterNewsAt = new Date()
  await tx.em.flush()
  const data = { attemptId: attempt.id, news, ...(hasAmount && { amount, currency }) }
  await writeEvent(tx, order.id, { type: 'bank_payment.changed', data, by: 'bank' })
  await appendLedgerAndCommit(tx, await movementsOfNews(tx, attempt, notification, news))
  return 'APPLIED'
}

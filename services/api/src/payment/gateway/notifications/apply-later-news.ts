import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { formatMoney } from '@triclic/money'
import { MailKind } from '../../../mail/mail.type.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import type { Order } from '../../../order/order.entity.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import type { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import type { BankNotification, LaterNewsKind } from '../bank-protocol.ts'
import { bankTimelineMessage } from '../timeline-messages.ts'

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
 * Records news of an accepted payment: timeline, mail to the merchant, and the attempt, for the warning before shipping. The
 * order stays PAID, because only the merchant can decide what follows.
 */
export async function applyLaterNews(
  tx: InTransaction<ShopContext>,
  attempt: PaymentAttempt,
  order: Order,
  notification: BankNotification,
  news: LaterNewsKind,
): Promise<{ verdict: 'APPLIED'; mailIds: string[] }> {
  const { locale } = tx.shop
  const { bankName: bank, reference } = attempt
  const { amount, currency } = notification
  const hasAmount = news === 'REFUNDED' || news === 'PARTIALLY_CAPTURED'
  attempt.laterNews = news
  attempt.laterNewsAmount = hasAmount ? amount : null
  attempt.laterNewsAt = new Date()
  writeOrderEvent(tx, order, {
    kind: `BANK_${news}`,
    by: 'bank',
    message: bankTimelineMessage(news, locale, { bank, amount: formatMoney({ amount, currency }, locale) }),
  })
  await tx.em.flush()
  const details = { outcome: news, bank, reference, ...(hasAmount && { amount, currency }) }
  const mailIds = await writeMails(tx, [
    { orderId: order.id, kind: MailKind.PAYMENT_NOTICE, recipient: tx.shop.fragmentTo, details },
  ])
  return { verdict: 'APPLIED', mailIds }
}

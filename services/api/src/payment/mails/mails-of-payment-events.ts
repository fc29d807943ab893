import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { DomainEvent } from '../../event/event-types.ts'
import type { MailsOfEvents } from '../../mail/mail-subscriber.ts'
import { MailKind } from '../../mail/mail.type.ts'
import type { MailToWrite } from '../../mail/write-mail.ts'
import { mailToBuyer } from '../../order/mails/mails-of-order-events.ts'
import { cardPageOf } from '../card/certify/request-card.ts'
import type { NoticeOutcome } from './payment-notice-messages.ts'

type Tx = InTransaction<ShopContext>

export const mailsOfPaymentEvents: MailsOfEvents = {
  'card.approved': (_tx, event) => {
    const { amount, total } = event.data
    return [mailToBuyer(event, MailKind.PAYMENT_CONFIRMATION, amount === total ? {} : { amount })]
  },
  'card.declined': (_tx, event) => [mailToBuyer(event, MailKind.PAYMENT_REFUSED)],
  'card.requested': (tx, event) => {
    const details = { requestId: event.data.requestId, page: cardPageOf(tx.shop) ?? null }
    return [mailToBuyer(event, MailKind.CARD_REQUEST, details)]
  },
  'bank_payment.requested': (_tx, event) => [mailToBuyer(event, MailKind.BANK_PAYMENT_REQUEST)],
  'bank_payment.accepted': async (tx, event) => {
    const { attemptId, hadCard } = event.data
    return [
      mailToBuyer(event, MailKind.PAYMENT_CONFIRMATION),
      notice(tx, event, hadCard ? 'PAID_DO_NOT_KEY' : 'PAID', await findAttempt(tx, attemptId)),
    ]
  },
  'bank_payment.declined': async (tx, event) => {
    const { attemptId, bankStatus, isOrderPayable } = event.data
    const { protocol, ...attempt } = await findAttempt(tx, attemptId)
    const toMerchant = notice(tx, event, 'REFUSED', { ...attempt, protocol, bankStatus })
    return isOrderPayable ? [toMerchant, mailToBuyer(event, MailKind.PAYMENT_REFUSED)] : [toMerchant]
  },
  'bank_payment.cancelled': async (tx, event) => {
    const { attemptId, bankStatus } = event.data
    return [notice(tx, event, 'CANCELLED', { ...(await findAttempt(tx, attemptId)), bankStatus })]
  },
  'bank_payment.changed': async (tx, event) => {
    const { attemptId, news, ...money } = event.data
    return [notice(tx, event, news, { ...(await findAttempt(tx, attemptId)), ...money })]
  },
  'refund.recorded': (_tx, event) => {
    const { refundId, amount, notifyBuyer } = event.data
    return notifyBuyer ? [mailToBuyer(event, MailKind.REFUND, { refundId, amount })] : []
  },
  'manual_payment.chosen': (_tx, event) => {
    const { manualPaymentId, method } = event.data
    const kind = method === 'TRANSFER' ? MailKind.TRANSFER_INSTRUCTIONS : MailKind.CHEQUE_INSTRUCTIONS
    return [mailToBuyer(event, kind, { manualPaymentId })]
  },
  'manual_payment.received': (_tx, event) => {
    const { isPaid, received, total } = event.data
    if (!isPaid) return []
    return [mailToBuyer(event, MailKind.PAYMENT_CONFIRMATION, received === total ? {} : { amount: received })]
  },
  'unmatched_payment.recorded': async (tx, event) => {
    const [found] = await tx.em.execute<{ reason: string; reference: string; bank: string | null }[]>(
      `select u.reason, u.reference, a.bank_name as bank from unmatched_payment u
       left join payment_attempt a on a.shop_id = u.shop_id and a.id = u.attempt_id
       where u.shop_id = ? and u.id = ?`,
      [tx.shop.id, event.data.unmatchedPaymentId],
    )
    return [notice(tx, event, 'RESCUE', { ...found })]
  },
  'unmatched_payment.accepted': async (tx, event) => {
    const { amount, hadCard, attemptId } = event.data
    const toBuyer = mailToBuyer(event, MailKind.PAYMENT_CONFIRMATION, { amount })
    if (!hadCard || !attemptId) return [toBuyer]
    return [toBuyer, notice(tx, event, 'PAID_DO_NOT_KEY', await findAttempt(tx, attemptId))]
  },
}

/** A mail to the merchant about money at a bank. */
const notice = (
  tx: Tx,
  { orderId }: DomainEvent,
  outcome: NoticeOutcome,
  details: NonNullable<MailToWrite['details']>,
): MailToWrite => ({
  orderId,
  kind: MailKind.PAYMENT_NOTICE,
  recipient: tx.shop.fragmentTo,
  details: { outcome, ...details },
})

interface AttemptDetails {
  [column: string]: string
  bank: string
  reference: string
  protocol: string
}

async function findAttempt(tx: Tx, id: string): Promise<AttemptDetails> {
  const [attempt] = await tx.em.execute<AttemptDetails[]>(
    'select bank_name as bank, reference, protocol from payment_attempt where shop_id = ? and id = ?',
    [tx.shop.id, id],
  )
  if (!attempt) throw new Error('The event names no payment attempt.')
  return attempt
}

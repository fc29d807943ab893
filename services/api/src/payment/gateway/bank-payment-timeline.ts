import { formatMoney } from '@triclic/money'
import type { EventType } from '../../event/event-types.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { TimelineEntries, TimelineFacts } from '../../order/timeline-entry.ts'
import type { BankProtocolName } from './bank-protocol.ts'
import { adviseOnStatus } from './protocols/advise-on-status.ts'

const text = defineMessages({
  requested: {
    en: 'The buyer was asked to pay at the bank.',
    fr: 'Paiement à la banque demandé au client.',
  },
  requestedInsteadOfCard: {
    en: 'The buyer was asked to pay at the bank. The card payment was closed and its digits were erased.',
    fr: 'Paiement à la banque demandé au client. Le paiement par carte est clos et ses chiffres ont été effacés.',
  },
  started: { en: 'Payment started at {bank}', fr: 'Paiement commencé chez {bank}' },
  paid: { en: 'Payment accepted by {bank}', fr: 'Paiement accepté par {bank}' },
  pending: { en: 'Payment pending at {bank}', fr: 'Paiement en attente chez {bank}' },
  refused: { en: 'Payment declined by {bank}', fr: 'Paiement refusé par {bank}' },
  cancelled: { en: 'Payment cancelled at {bank}', fr: 'Paiement abandonné chez {bank}' },
  // The reference finds the attempt in the bank's back office.
  expired: {
    en: 'No response from the bank, attempt closed. Look it up at {bank}, reference {reference}',
    fr: 'Aucune réponse de la banque, tentative close. À vérifier chez {bank}, référence {reference}',
  },
  CAPTURE_FAILED: {
    en: '{bank} could not capture the accepted payment',
    fr: 'Le paiement accepté n’a pas pu être encaissé par {bank}',
  },
  PAYMENT_CANCELLED: {
    en: 'The accepted payment was cancelled at {bank}',
    fr: 'Le paiement accepté a été annulé chez {bank}',
  },
  AUTHORIZATION_EXPIRED: {
    en: 'The accepted payment expired at {bank} before it was captured',
    fr: 'Le paiement accepté a expiré chez {bank} avant d’être encaissé',
  },
  REFUNDED: { en: '{amount} refunded at {bank}', fr: '{amount} remboursés chez {bank}' },
  PARTIALLY_CAPTURED: {
    en: 'Only {amount} captured by {bank}',
    fr: 'Seulement {amount} encaissés par {bank}',
  },
})

/** Events of payments at a bank. */
export const bankPaymentTimeline: TimelineEntries<Extract<EventType, `bank_payment.${string}`>> = {
  'bank_payment.requested': ({ hadCard }, _facts, language) => ({
    kind: 'BANK_REQUESTED',
    message: text(hadCard ? 'requestedInsteadOfCard' : 'requested', language),
  }),
  'bank_payment.started': (_data, facts, language) => ({
    kind: 'BANK_OPENED',
    message: text('started', language, { bank: bankOf(facts) }),
  }),
  'bank_payment.accepted': (_data, facts, language) => ({
    kind: 'BANK_PAID',
    message: text('paid', language, { bank: bankOf(facts) }),
  }),
  'bank_payment.pending': ({ bankStatus }, facts, language) => ({
    kind: 'BANK_PENDING',
    message: withAdvice(text('pending', language, { bank: bankOf(facts) }), bankStatus, facts, language),
  }),
  'bank_payment.declined': ({ bankStatus }, facts, language) => ({
    kind: 'BANK_REFUSED',
    message: withAdvice(text('refused', language, { bank: bankOf(facts) }), bankStatus, facts, language),
  }),
  'bank_payment.cancelled': ({ bankStatus }, facts, language) => ({
    kind: 'BANK_CANCELLED',
    message: withAdvice(text('cancelled', language, { bank: bankOf(facts) }), bankStatus, facts, language),
  }),
  'bank_payment.expired': (_data, facts, language) => ({
    kind: 'BANK_EXPIRED',
    message: text('expired', language, { bank: bankOf(facts), reference: facts.reference ?? '' }),
  }),
  'bank_payment.changed': ({ news, amount, currency }, facts, language) => ({
    kind: `BANK_${news}`,
    message: text(news, language, {
      bank: bankOf(facts),
      amount: currency ? formatMoney({ amount: amount ?? 0, currency }, language) : '',
    }),
  }),
}

const bankOf = ({ bank }: TimelineFacts): string => bank ?? ''

/** What the merchant can do about the bank's status code follows the message. */
function withAdvice(
  message: string,
  bankStatus: string,
  { protocol }: TimelineFacts,
  language: Language,
): string {
  const advice = adviseOnStatus(protocol as BankProtocolName, bankStatus, language)
  return advice ? `${message}. ${advice}` : message
}

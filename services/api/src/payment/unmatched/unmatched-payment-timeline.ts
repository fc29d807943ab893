import { formatMoney } from '@triclic/money'
import type { EventType } from '../../event/event-types.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { TimelineEntries, TimelineFacts } from '../../order/timeline-entry.ts'

const text = defineMessages({
  recorded: { en: 'Unmatched payment received from {bank}', fr: 'Paiement à rapprocher, reçu de {bank}' },
  accepted: {
    en: 'Unmatched payment accepted for this order',
    fr: 'Paiement à rapprocher accepté pour cette commande',
  },
  refunded: { en: 'Refund at the bank recorded', fr: 'Remboursement à la banque enregistré' },
  contacted: {
    en: 'Buyer contacted about the unmatched payment',
    fr: 'Acheteur contacté au sujet du paiement à rapprocher',
  },
  reopened: {
    en: 'Recorded refund undone, payment unmatched again',
    fr: 'Enregistrement du remboursement annulé, paiement de nouveau à rapprocher',
  },
  withDetail: { en: '{action}: {detail}', fr: '{action}\u00a0: {detail}' },
})

/** Events of payments that were unmatched. */
export const unmatchedPaymentTimeline: TimelineEntries<Extract<EventType, `unmatched_payment.${string}`>> = {
  'unmatched_payment.recorded': (_data, { bank }, language) => ({
    kind: 'BANK_PAYMENT_UNMATCHED',
    message: text('recorded', language, { bank: bank ?? '' }),
  }),
  'unmatched_payment.accepted': (_data, facts, language) => ({
    kind: 'UNMATCHED_PAYMENT_ACCEPTED',
    message: withDetail(text('accepted', language), [amountOf(facts, language)], language),
  }),
  'unmatched_payment.refunded': (_data, facts, language) => ({
    kind: 'UNMATCHED_PAYMENT_REFUNDED',
    message: withDetail(
      text('refunded', language),
      [amountOf(facts, language), facts.bankReference],
      language,
    ),
  }),
  'unmatched_payment.buyer_contacted': (_data, { note }, language) => ({
    kind: 'UNMATCHED_PAYMENT_CONTACTED',
    message: withDetail(text('contacted', language), [note], language),
  }),
  'unmatched_payment.reopened': (_data, { note }, language) => ({
    kind: 'UNMATCHED_PAYMENT_REOPENED',
    message: withDetail(text('reopened', language), [note], language),
  }),
}

const amountOf = ({ amount, currency }: TimelineFacts, language: Language): string | null =>
  amount !== null && currency ? formatMoney({ amount, currency }, language) : null

function withDetail(action: string, details: (string | null)[], language: Language): string {
  const detail = details.filter(Boolean).join(', ')
  return detail ? text('withDetail', language, { action, detail }) : action
}

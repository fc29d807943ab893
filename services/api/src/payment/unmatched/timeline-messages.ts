import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { UnmatchedPaymentActionKind } from './unmatched-payment-action.entity.ts'

const message = defineMessages({
  ACCEPTED: {
    en: 'Unmatched payment accepted for this order',
    fr: 'Paiement à rapprocher accepté pour cette commande',
  },
  REFUNDED: { en: 'Refund at the bank recorded', fr: 'Remboursement à la banque enregistré' },
  CONTACTED: {
    en: 'Buyer contacted about the unmatched payment',
    fr: 'Acheteur contacté au sujet du paiement à rapprocher',
  },
  REOPENED: {
    en: 'Recorded refund undone, payment unmatched again',
    fr: 'Enregistrement du remboursement annulé, paiement de nouveau à rapprocher',
  },
  withDetail: { en: '{action}: {detail}', fr: '{action}\u00a0: {detail}' },
})

/** The message about an action on an unmatched payment in its order's timeline. `detail` is an amount or a note. */
export function unmatchedPaymentTimelineMessage(
  kind: UnmatchedPaymentActionKind,
  language: Language,
  detail: string | null,
): string {
  const action = message(kind, language)
  return detail ? message('withDetail', language, { action, detail }) : action
}

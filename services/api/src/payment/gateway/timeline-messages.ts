import { defineMessages } from '../../kernel/messages.ts'

/** Messages about bank payments in an order's timeline. `bank` is the bank's name. */
export const bankTimelineMessage = defineMessages({
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
  unmatched: { en: 'Unmatched payment received from {bank}', fr: 'Paiement à rapprocher, reçu de {bank}' },
})

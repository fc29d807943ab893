import type { Language } from '../../kernel/errors.ts'

/** What an order's timeline says of a unmatchedPayment; `%` is where the detail stands. */
const TEXTS = {
  ACCEPTED: {
    fr: 'Argent reçu de la banque accepté pour la commande : %',
    en: 'Money received from the bank accepted for the order: %',
  },
  REFUNDED: {
    fr: 'Remboursement noté, fait à la main : %',
    en: 'Refund recorded, made by hand: %',
  },
  CONTACTED: {
    fr: 'Acheteur contacté au sujet de l’argent reçu %',
    en: 'Buyer contacted about the money received %',
  },
  REOPENED: {
    fr: 'Remboursement annulé : l’argent reçu est de nouveau à régulariser %',
    en: 'Refund record undone: the money received needs unmatchedPayment again %',
  },
} as const

export const unmatchedPaymentTimelineMessage = (
  what: keyof typeof TEXTS,
  language: Language,
  detail: string,
): string => TEXTS[what][language].replace('%', () => detail).trim()

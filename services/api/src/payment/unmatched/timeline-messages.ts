import type { Language } from '../../kernel/errors.ts'

/** Messages about an unmatched payment in its order's timeline. */
const TEXTS = {
  ACCEPTED: {
    fr: 'Paiement à rapprocher accepté pour cette commande',
    en: 'Unmatched payment accepted for this order',
  },
  REFUNDED: {
    fr: 'Remboursement à la banque enregistré',
    en: 'Refund at the bank recorded',
  },
  CONTACTED: {
    fr: 'Acheteur contacté au sujet du paiement à rapprocher',
    en: 'Buyer contacted about the unmatched payment',
  },
  REOPENED: {
    fr: 'Enregistrement du remboursement annulé, paiement de nouveau à rapprocher',
    en: 'Recorded refund undone, payment unmatched again',
  },
} as const

export const unmatchedPaymentTimelineMessage = (
  what: keyof typeof TEXTS,
  language: Language,
  detail: string | null,
): string => [TEXTS[what][language], ...(detail ? [detail] : [])].join(language === 'fr' ? ' : ' : ': ')

import type { Language } from '../../kernel/errors.ts'

/** What an order's timeline says of a bank payment. */
const TEXTS = {
  opened: { fr: 'Paiement ouvert chez', en: 'Payment opened at' },
  paid: { fr: 'Paiement accepté par', en: 'Payment accepted by' },
  pending: { fr: 'Paiement en attente chez', en: 'Payment pending at' },
  refused: { fr: 'Paiement refusé par', en: 'Payment refused by' },
  cancelled: { fr: 'Paiement abandonné chez', en: 'Payment cancelled at' },
  expired: {
    fr: 'Aucune nouvelle de la banque, tentative close. À chercher chez',
    en: 'No news from the bank, attempt closed. To be looked up at',
  },
  unmatchedPayment: {
    fr: 'Argent reçu à reprendre, de',
    en: 'Money received that needs unmatchedPayment, from',
  },
} as const

export const bankTimelineMessage = (what: keyof typeof TEXTS, language: Language, bankName: string): string =>
  `${TEXTS[what][language]} ${bankName}`

/** An attempt of which the bank never spoke, with what it is found by in the bank's back office. */
export const noNotificationMessage = (language: Language, bankName: string, reference: string): string =>
  `${bankTimelineMessage('expired', language, bankName)}, ${REFERENCE[language]} ${reference}`

const REFERENCE = { fr: 'référence', en: 'reference' } as const

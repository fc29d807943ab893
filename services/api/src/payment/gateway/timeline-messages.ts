import type { Language } from '../../kernel/errors.ts'

/** Messages about bank payments in an order's timeline; the bank's name follows. */
const TEXTS = {
  started: { fr: 'Paiement commencé chez', en: 'Payment started at' },
  paid: { fr: 'Paiement accepté par', en: 'Payment accepted by' },
  pending: { fr: 'Paiement en attente chez', en: 'Payment pending at' },
  refused: { fr: 'Paiement refusé par', en: 'Payment declined by' },
  cancelled: { fr: 'Paiement abandonné chez', en: 'Payment cancelled at' },
  expired: {
    fr: 'Aucune réponse de la banque, tentative close. À vérifier chez',
    en: 'No response from the bank, attempt closed. Look it up at',
  },
  unmatched: { fr: 'Paiement à rapprocher, reçu de', en: 'Unmatched payment received from' },
} as const

export const bankTimelineMessage = (what: keyof typeof TEXTS, language: Language, bankName: string): string =>
  `${TEXTS[what][language]} ${bankName}`

/** For an attempt that the bank never notified; the reference finds it in the bank's back office. */
export const noNotificationMessage = (language: Language, bankName: string, reference: string): string =>
  `${bankTimelineMessage('expired', language, bankName)}, ${REFERENCE[language]} ${reference}`

const REFERENCE = { fr: 'référence', en: 'reference' } as const

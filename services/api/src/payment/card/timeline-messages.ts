import type { Language } from '../../kernel/errors.ts'

/** Messages about card payments in an order's timeline. They never contain a digit of the card. */
const MESSAGES = {
  taken: {
    fr: 'Carte reçue. Ses six derniers chiffres sont en cours d’envoi par e-mail.',
    en: 'Card received. Its last six digits are being sent by email.',
  },
  fragmentSent: {
    fr: 'Les six derniers chiffres ont été envoyés par e-mail, puis effacés.',
    en: 'The last six digits were sent by email and then erased.',
  },
  fragmentLost: {
    fr: 'Les six derniers chiffres n’ont pas pu être envoyés et sont perdus. Redemandez la carte à l’acheteur.',
    en: 'The last six digits could not be sent and are lost. Ask the buyer for the card again.',
  },
  approved: { fr: 'Paiement accepté par la banque.', en: 'Payment approved by the bank.' },
  refused: { fr: 'Paiement refusé par la banque.', en: 'Payment declined by the bank.' },
  referral: {
    fr: 'La banque demande que vous l’appeliez. Le paiement reste à certifier.',
    en: 'The bank asks you to call. The payment still has to be certified.',
  },
  revealed: { fr: 'Début du numéro de carte affiché.', en: 'First part of the card number shown.' },
  requested: {
    fr: 'Carte redemandée à l’acheteur. Les chiffres conservés ont été effacés.',
    en: 'The buyer was asked for a card again. The kept digits were erased.',
  },
  keptLost: {
    fr: 'Les chiffres conservés ne peuvent pas être déchiffrés\u00a0: leur clé est introuvable. Redemandez la carte à l’acheteur ou prévenez l’administrateur du service.',
    en: 'The kept digits can’t be decrypted because their key is missing. Ask the buyer for the card again, or contact the administrator of this service.',
  },
  keptExpired: {
    fr: 'Chiffres conservés effacés à la fin de leur durée de conservation.',
    en: 'Kept digits erased at the end of their retention period.',
  },
} as const

export const cardTimelineMessage = (message: keyof typeof MESSAGES, language: Language): string =>
  MESSAGES[message][language]

import type { Language } from '../../kernel/errors.ts'

/** What an order's timeline says of a card payment, in the shop's language. Never a digit. */
const TEXTS = {
  taken: {
    fr: 'Carte reçue. Les six derniers chiffres partent par e-mail.',
    en: 'Card received. Its last six digits are on their way by e-mail.',
  },
  fragmentSent: {
    fr: 'Les six derniers chiffres ont été envoyés par e-mail, puis effacés ici.',
    en: 'The last six digits were sent by e-mail, then erased here.',
  },
  fragmentLost: {
    fr: 'Les six derniers chiffres n’ont pas pu être envoyés et sont perdus. Redemandez la carte à l’acheteur.',
    en: 'The last six digits could not be sent and are lost. Ask the buyer for the card again.',
  },
  approved: { fr: 'Paiement accepté par la banque.', en: 'Payment approved by the bank.' },
  refused: { fr: 'Paiement refusé par la banque.', en: 'Payment refused by the bank.' },
  referral: {
    fr: 'La banque demande un appel téléphonique. Le paiement reste à certifier.',
    en: 'The bank asks for a telephone call. The payment is still to be certified.',
  },
  revealed: { fr: 'Début du numéro de carte affiché.', en: 'Kept part of the card number shown.' },
  requested: {
    fr: 'Carte redemandée à l’acheteur ; les chiffres gardés sont effacés.',
    en: 'The buyer was asked for a card again; the kept digits are erased.',
  },
  keptLost: {
    fr: 'Les chiffres gardés ne peuvent plus être ouverts : leur clé manque. Redemandez la carte à l’acheteur, ou prévenez qui tient ce service.',
    en: 'The kept digits can’t be opened any more: their key is missing. Ask the buyer for the card again, or tell whoever runs this service.',
  },
  keptExpired: {
    fr: 'Chiffres gardés effacés : leur délai de conservation est passé.',
    en: 'Kept digits erased: their retention time is over.',
  },
} as const

export const cardTimelineMessage = (what: keyof typeof TEXTS, language: Language): string =>
  TEXTS[what][language]

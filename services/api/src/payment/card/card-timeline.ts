import { formatMoney } from '@triclic/money'
import type { EventType } from '../../event/event-types.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { TimelineEntries } from '../../order/timeline-entry.ts'

/** They never contain a digit of the card. */
const text = defineMessages({
  taken: {
    en: 'Card received. Its last six digits are being sent by email.',
    fr: 'Carte reçue. Ses six derniers chiffres sont en cours d’envoi par e-mail.',
  },
  fragmentSent: {
    en: 'The last six digits were sent by email and then erased.',
    fr: 'Les six derniers chiffres ont été envoyés par e-mail, puis effacés.',
  },
  fragmentLost: {
    en: 'The last six digits could not be sent and are lost. Ask the buyer for the card again.',
    fr: 'Les six derniers chiffres n’ont pas pu être envoyés et sont perdus. Redemandez la carte au client.',
  },
  approved: { en: 'Payment approved by the bank.', fr: 'Paiement accepté par la banque.' },
  approvedOtherAmount: {
    en: 'Payment approved by the bank for {amount} instead of {total}.',
    fr: 'Paiement accepté par la banque pour {amount} au lieu de {total}.',
  },
  refused: { en: 'Payment declined by the bank.', fr: 'Paiement refusé par la banque.' },
  referral: {
    en: 'The bank asks you to call. The payment still has to be certified.',
    fr: 'La banque demande que vous l’appeliez. Le paiement reste à certifier.',
  },
  revealed: { en: 'First part of the card number shown.', fr: 'Début du numéro de carte affiché.' },
  requested: {
    en: 'The buyer was asked for a card again. The kept digits were erased.',
    fr: 'Carte redemandée au client. Les chiffres conservés ont été effacés.',
  },
  keptLost: {
    en: 'The kept digits can’t be decrypted because their key is missing. Ask the buyer for the card again, or contact the administrator of this service.',
    fr: 'Les chiffres conservés ne peuvent pas être déchiffrés\u00a0: leur clé est introuvable. Redemandez la carte au client ou prévenez l’administrateur du service.',
  },
  keptExpired: {
    en: 'Kept digits erased at the end of their retention period.',
    fr: 'Chiffres conservés effacés à la fin de leur durée de conservation.',
  },
})

/** Events of card payments. */
export const cardTimeline: TimelineEntries<Extract<EventType, `card.${string}`>> = {
  'card.received': (_data, _facts, language) => ({ kind: 'CARD_TAKEN', message: text('taken', language) }),
  'card.fragment_sent': (_data, _facts, language) => ({
    kind: 'FRAGMENT_SENT',
    message: text('fragmentSent', language),
  }),
  'card.fragment_lost': (_data, _facts, language) => ({
    kind: 'FRAGMENT_LOST',
    message: text('fragmentLost', language),
  }),
  'card.kept_digits_revealed': (_data, _facts, language) => ({
    kind: 'CARD_REVEALED',
    message: text('revealed', language),
  }),
  'card.kept_digits_erased': (_data, _facts, language) => ({
    kind: 'KEPT_ERASED',
    message: text('keptExpired', language),
  }),
  'card.kept_digits_lost': (_data, _facts, language) => ({
    kind: 'KEPT_LOST',
    message: text('keptLost', language),
  }),
  'card.requested': (_data, _facts, language) => ({
    kind: 'CARD_REQUESTED',
    message: text('requested', language),
  }),
  'card.approved': ({ amount, total, currency }, _facts, language) => ({
    kind: 'CERTIFIED_APPROVED',
    message:
      amount === total
        ? text('approved', language)
        : text('approvedOtherAmount', language, {
            amount: formatMoney({ amount, currency }, language),
            total: formatMoney({ amount: total, currency }, language),
          }),
  }),
  'card.declined': (_data, _facts, language) => ({
    kind: 'CERTIFIED_REFUSED',
    message: text('refused', language),
  }),
  'card.referred': (_data, _facts, language) => ({
    kind: 'CERTIFIED_REFERRAL',
    message: text('referral', language),
  }),
}

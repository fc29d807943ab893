import type { EventType } from '../event/event-types.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { TimelineEntries } from './timeline-entry.ts'

const text = defineMessages({
  placed: { en: 'Order placed', fr: 'Commande passée' },
  expired: {
    en: 'Order expired because it was not paid in time',
    fr: 'Commande expirée faute de paiement',
  },
  cancelled: { en: 'Order cancelled', fr: 'Commande annulée' },
  cancelledFor: { en: 'Order cancelled: {reason}', fr: 'Commande annulée\u00a0: {reason}' },
  note: { en: 'Note: {note}', fr: 'Note\u00a0: {note}' },
  noteAdded: { en: 'Note added', fr: 'Note ajoutée' },
  noteRemoved: { en: 'Note removed', fr: 'Note retirée' },
  buyerErased: {
    en: 'Data of the buyer erased',
    fr: 'Données du client effacées',
  },
  mailResent: { en: 'Email resent', fr: 'E-mail renvoyé' },
  mailResentTo: { en: 'Email resent to {recipient}', fr: 'E-mail renvoyé à {recipient}' },
  reminded: {
    en: 'Payment reminder sent to the buyer',
    fr: 'Rappel de paiement envoyé au client',
  },
})

type OrderEvent =
  | 'order.placed'
  | 'order.payment_reminder_due'
  | 'order.expired'
  | 'order.cancelled'
  | 'order.note_added'
  | 'order.note_removed'
  | 'order.buyer_erased'
  | Extract<EventType, `mail.${string}`>

/** Events of the order itself and of its mails. */
export const orderTimeline: TimelineEntries<OrderEvent> = {
  'order.placed': (_data, _facts, language) => ({ kind: 'PLACED', message: text('placed', language) }),
  'order.payment_reminder_due': (_data, _facts, language) => ({
    kind: 'PAYMENT_REMINDED',
    message: text('reminded', language),
  }),
  'order.expired': (_data, _facts, language) => ({ kind: 'EXPIRED', message: text('expired', language) }),
  'order.buyer_erased': (_data, _facts, language) => ({
    kind: 'BUYER_ERASED',
    message: text('buyerErased', language),
  }),
  'order.cancelled': (_data, { cancellationReason: reason }, language) => ({
    kind: 'CANCELLED',
    message: reason ? text('cancelledFor', language, { reason }) : text('cancelled', language),
  }),
  'order.note_added': (_data, { note }, language) => ({
    kind: 'NOTE_ADDED',
    message: note ? text('note', language, { note }) : text('noteAdded', language),
  }),
  'order.note_removed': (_data, _facts, language) => ({
    kind: 'NOTE_REMOVED',
    message: text('noteRemoved', language),
  }),
  'mail.resent': (_data, { recipient }, language) => ({
    kind: 'MAIL_RESENT',
    message: recipient ? text('mailResentTo', language, { recipient }) : text('mailResent', language),
  }),
}

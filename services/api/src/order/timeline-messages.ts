import { defineMessages } from '../kernel/messages.ts'

/** Texts of the timeline entries of an order, in the shop's language. */
export const timelineMessage = defineMessages({
  PLACED: { en: 'Order placed', fr: 'Commande passée' },
  EXPIRED: {
    en: 'Order expired because it was not paid in time',
    fr: 'Commande expirée faute de paiement',
  },
  CANCELLED: { en: 'Order cancelled', fr: 'Commande annulée' },
  CANCELLED_FOR: { en: 'Order cancelled: {reason}', fr: 'Commande annulée : {reason}' },
  SHIPPED: { en: 'Order shipped', fr: 'Commande expédiée' },
  SHIPPED_BY: { en: 'Order shipped by {carrier}', fr: 'Commande expédiée par {carrier}' },
  MAIL_RESENT: { en: 'Email resent to {recipient}', fr: 'E-mail renvoyé à {recipient}' },
  REMINDED: {
    en: 'Payment reminder sent to the buyer',
    fr: 'Rappel de paiement envoyé à l’acheteur',
  },
})

import type { Language } from '../kernel/errors.ts'

/** Texts of timeline entries; `%` stands for the detail. */
const MESSAGES = {
  PLACED: { fr: 'Commande passée', en: 'Order placed' },
  EXPIRED: {
    fr: 'Commande expirée faute de paiement',
    en: 'Order expired because it was not paid in time',
  },
  CANCELLED: { fr: 'Commande annulée', en: 'Order cancelled' },
  CANCELLED_FOR: { fr: 'Commande annulée : %', en: 'Order cancelled: %' },
  SHIPPED: { fr: 'Commande expédiée', en: 'Order shipped' },
  SHIPPED_BY: { fr: 'Commande expédiée par %', en: 'Order shipped by %' },
  MAIL_RESENT: { fr: 'E-mail renvoyé à %', en: 'Email resent to %' },
  REMINDED: {
    fr: 'Rappel de paiement envoyé à l’acheteur',
    en: 'Payment reminder sent to the buyer',
  },
} as const satisfies Record<string, Record<Language, string>>

/** The text of a timeline entry, with its detail filled in. */
export const timelineMessage = (name: keyof typeof MESSAGES, language: Language, detail = ''): string =>
  MESSAGES[name][language].replace('%', () => detail)

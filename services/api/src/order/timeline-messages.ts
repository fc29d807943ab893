import type { Language } from '../kernel/errors.ts'

/** What the timeline says of what a member did; `%` is where the detail stands. */
const MESSAGES = {
  CANCELLED: { fr: 'Commande annulée', en: 'Order cancelled' },
  CANCELLED_FOR: { fr: 'Commande annulée : %', en: 'Order cancelled: %' },
  SHIPPED: { fr: 'Commande expédiée', en: 'Order shipped' },
  SHIPPED_BY: { fr: 'Commande expédiée par %', en: 'Order shipped by %' },
  MAIL_RESENT: { fr: 'E-mail renvoyé à %', en: 'Mail sent again to %' },
  REMINDED: {
    fr: 'Rappel de paiement envoyé à l’acheteur',
    en: 'Payment reminder sent to the buyer',
  },
} as const satisfies Record<string, Record<Language, string>>

export const timelineMessage = (what: keyof typeof MESSAGES, language: Language, detail = ''): string =>
  MESSAGES[what][language].replace('%', () => detail)

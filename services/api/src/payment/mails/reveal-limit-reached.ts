import { defineMessages } from '../../kernel/messages.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { REVEAL_LIMITS } from '../card/certify/reveal-limit.ts'

const message = defineMessages({
  title: { en: 'A member revealed many cards', fr: 'Un membre a affiché beaucoup de cartes' },
  text: {
    en: '{name} has reached the limit of {perHour} cards an hour or {perDay} a day, and cannot reveal more for now. Each reveal is in the audit log and in the timeline of its order.',
    fr: '{name} a atteint la limite de {perHour} cartes par heure ou {perDay} par jour, et ne peut plus en afficher pour le moment. Chaque affichage figure dans le journal d’audit et dans l’historique de sa commande.',
  },
  what: {
    en: 'If you did not expect this, ask this person. If it was somebody else, this person should sign in, choose a new password, and set up a passkey.',
    fr: 'Si vous ne vous y attendiez pas, demandez à cette personne. Si c’était quelqu’un d’autre, elle doit se connecter, changer son mot de passe et ajouter une clé d’accès.',
  },
  link: { en: 'Open orders', fr: 'Ouvrir les commandes' },
  footer: {
    en: 'You received this email because you are an owner of this shop. There is at most one per member and day.',
    fr: 'Vous recevez cet e-mail parce que vous êtes propriétaire de cette boutique. Il y en a un au plus par membre et par jour.',
  },
})

/** Mail to the shop's owners, once per member and day. `details`: the member's `name`. */
export const revealLimitReached: MailRenderer = async (tx, mail) => {
  const language = tx.shop.locale
  const title = message('title', language)
  const { perHour, perDay } = REVEAL_LIMITS
  const values = { name: String(mail.details.name), perHour: String(perHour), perDay: String(perDay) }
  return {
    language,
    shopName: tx.shop.name,
    subject: `${title} – ${tx.shop.name}`,
    title,
    parts: [
      { kind: 'paragraph', text: message('text', language, values) },
      { kind: 'notice', text: message('what', language) },
      {
        kind: 'link',
        label: message('link', language),
        url: `${tx.app.env.portalUrl}/${tx.shop.slug}/orders`,
      },
    ],
    footer: message('footer', language),
  }
}

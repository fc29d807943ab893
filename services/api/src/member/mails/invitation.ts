import type { Role } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { breakLinks } from '../../mail/break-links.ts'
import type { MailContent } from '../../mail/mail-content.ts'

const message = defineMessages({
  title: { en: 'Join the shop {shop}', fr: 'Rejoignez la boutique {shop}' },
  invited: {
    en: '{inviter} invites you to work in the shop {shop} on Triclic.',
    fr: '{inviter} vous invite à travailler dans la boutique {shop} sur Triclic.',
  },
  opened: {
    en: 'The shop {shop} was opened on Triclic. Accept this invitation to run it.',
    fr: 'La boutique {shop} a été ouverte sur Triclic. Acceptez cette invitation pour la gérer.',
  },
  validity: {
    en: 'This link is personal. It works once, within seven days:',
    fr: 'Ce lien est personnel. Il est valable sept jours et ne peut servir qu’une fois\u00a0:',
  },
  link: { en: 'Accept the invitation', fr: 'Accepter l’invitation' },
  ignore: {
    en: 'If you do not know this shop, ignore this email: nothing happens without you.',
    fr: 'Si vous ne connaissez pas cette boutique, ignorez cet e-mail\u00a0: rien ne se fera sans vous.',
  },
  footer: {
    en: 'You received this email because this shop invited you to work in it. Nobody was told whether you have a Triclic account.',
    fr: 'Vous recevez cet e-mail parce que cette boutique vous invite à y travailler. Personne n’a été informé de l’existence d’un compte Triclic à votre adresse.',
  },
  role: { en: 'Role', fr: 'Rôle' },
  OWNER: { en: 'Owner', fr: 'Propriétaire' },
  MANAGER: { en: 'Manager', fr: 'Responsable' },
  FULFILLMENT: { en: 'Fulfilment', fr: 'Préparation des commandes' },
  CERTIFIER: { en: 'Payment certifier', fr: 'Certification des paiements' },
  VIEWER: { en: 'Read only', fr: 'Lecture seule' },
})

/** Mail to somebody who is invited to a shop. `token` opens the page on which to accept. `inviter`: null if the operator of the platform invites. */
export function invitation(
  language: Language,
  portalUrl: string,
  input: { shopName: string; inviter: string | null; role: Role; token: string },
): MailContent {
  // Whoever opens a shop chooses these names, and the recipient may be a stranger.
  const names = { shop: breakLinks(input.shopName), inviter: breakLinks(input.inviter ?? '') }
  const role = message(input.role, language)
  const title = message('title', language, { shop: names.shop })
  return {
    language,
    shopName: 'Triclic',
    subject: title,
    title,
    parts: [
      {
        kind: 'paragraph',
        text: input.inviter
          ? message('invited', language, names)
          : message('opened', language, { shop: names.shop }),
      },
      { kind: 'facts', rows: [[message('role', language), role]] },
      { kind: 'paragraph', text: message('validity', language) },
      {
        kind: 'link',
        label: message('link', language),
        url: `${portalUrl}/invitation?token=${input.token}`,
      },
      { kind: 'notice', text: message('ignore', language) },
    ],
    footer: message('footer', language),
  }
}

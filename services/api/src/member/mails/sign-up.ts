import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { breakLinks } from '../../mail/break-links.ts'
import type { MailContent } from '../../mail/mail-content.ts'

const message = defineMessages({
  title: { en: 'Open your shop {shop}', fr: 'Ouvrez votre boutique {shop}' },
  intro: {
    en: 'Somebody, probably you, wants to open the shop {shop} on Triclic with this address. The shop opens when you follow the link:',
    fr: 'Quelqu’un, sans doute vous, souhaite ouvrir la boutique {shop} sur Triclic avec cette adresse. La boutique ouvrira quand vous suivrez le lien\u00a0:',
  },
  address: { en: 'Web address of the shop', fr: 'Adresse web de la boutique' },
  link: { en: 'Open the shop', fr: 'Ouvrir la boutique' },
  validity: {
    en: 'This link is personal. It works once, within two days.',
    fr: 'Ce lien est personnel. Il est valable deux jours et ne peut servir qu’une fois.',
  },
  ignore: {
    en: 'If it was not you, ignore this email: no shop is opened, and this address is kept for three days at most.',
    fr: 'Si ce n’est pas vous, ignorez cet e-mail\u00a0: aucune boutique ne sera ouverte, et cette adresse sera conservée trois jours au plus.',
  },
  footer: {
    en: 'You received this email because somebody entered your address to open a shop on Triclic. Nobody was told whether it has an account.',
    fr: 'Vous recevez cet e-mail parce que quelqu’un a saisi votre adresse pour ouvrir une boutique sur Triclic. Personne n’a été informé de l’existence d’un compte à cette adresse.',
  },
})

/** Mail to who signed up: `token` opens the page on which the shop is opened. */
export function signUp(
  language: Language,
  portalUrl: string,
  input: { shopName: string; slug: string; token: string },
): MailContent {
  // Anybody chooses this name, and the recipient may be a stranger.
  const shop = breakLinks(input.shopName)
  const title = message('title', language, { shop })
  return {
    language,
    shopName: 'Triclic',
    subject: title,
    title,
    parts: [
      { kind: 'paragraph', text: message('intro', language, { shop }) },
      { kind: 'facts', rows: [[message('address', language), input.slug]] },
      { kind: 'link', label: message('link', language), url: `${portalUrl}/invitation?token=${input.token}` },
      { kind: 'paragraph', text: message('validity', language) },
      { kind: 'notice', text: message('ignore', language) },
    ],
    footer: message('footer', language),
  }
}

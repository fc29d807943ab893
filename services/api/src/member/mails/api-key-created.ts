import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent } from '../../mail/mail-content.ts'

const message = defineMessages({
  title: { en: 'A new API key was created', fr: 'Une nouvelle clé d’API a été créée' },
  intro: {
    en: '{creator} created the API key “{key}” for the shop {shop}. Whoever has it can do what it allows, without signing in.',
    fr: '{creator} a créé la clé d’API «\u00a0{key}\u00a0» pour la boutique {shop}. Qui la possède peut faire tout ce qu’elle permet, sans se connecter.',
  },
  wasItYou: {
    en: 'If you do not expect this key, revoke it at once and change your password.',
    fr: 'Si vous ne vous attendez pas à cette clé, révoquez-la aussitôt et changez votre mot de passe.',
  },
  link: { en: 'See the keys', fr: 'Voir les clés' },
  footer: {
    en: 'You received this email because you own this shop.',
    fr: 'Vous recevez cet e-mail parce que cette boutique est la vôtre.',
  },
})

/** What the mail says: the shop, the key, and the member who created it. */
export interface CreatedApiKey {
  shop_name: string
  slug: string
  key_name: string
  creator: string
}

/** Mail to an owner of a shop: somebody created a key of the merchant API. */
export const apiKeyCreated = (
  language: Language,
  portalUrl: string,
  created: CreatedApiKey,
): MailContent => ({
  language,
  shopName: created.shop_name,
  subject: message('title', language),
  title: message('title', language),
  parts: [
    {
      kind: 'paragraph',
      text: message('intro', language, {
        creator: created.creator,
        key: created.key_name,
        shop: created.shop_name,
      }),
    },
    { kind: 'notice', text: message('wasItYou', language) },
    {
      kind: 'link',
      label: message('link', language),
      url: `${portalUrl}/${created.slug}/settings/program-keys`,
    },
  ],
  footer: message('footer', language),
})

import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent } from '../../mail/mail-content.ts'

const message = defineMessages({
  title: { en: 'A recovery code was used', fr: 'Un code de secours a été utilisé' },
  intro: {
    en: 'Somebody entered your password and one of your recovery codes instead of a code from your authenticator app. The recovery code cannot be used again.',
    fr: 'Quelqu’un a saisi votre mot de passe et l’un de vos codes de secours au lieu d’un code de votre application d’authentification. Ce code de secours ne peut plus servir.',
  },
  wasItYou: {
    en: 'If it was not you, change your password now, sign out all other devices and get new recovery codes.',
    fr: 'Si ce n’est pas vous, changez tout de suite votre mot de passe, déconnectez tous les autres appareils et demandez de nouveaux codes de secours.',
  },
  link: { en: 'Open your account', fr: 'Ouvrir votre compte' },
  footer: {
    en: 'You received this email because this address is the one of your Triclic account.',
    fr: 'Vous recevez cet e-mail parce que cette adresse est celle de votre compte Triclic.',
  },
})

/** Mail to a member: a recovery code stood in for a one-time code. */
export const recoveryCodeUsed = (language: Language, portalUrl: string): MailContent => ({
  language,
  shopName: 'Triclic',
  subject: message('title', language),
  title: message('title', language),
  parts: [
    { kind: 'paragraph', text: message('intro', language) },
    { kind: 'notice', text: message('wasItYou', language) },
    { kind: 'link', label: message('link', language), url: `${portalUrl}/account` },
  ],
  footer: message('footer', language),
})

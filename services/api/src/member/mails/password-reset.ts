import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent } from '../../mail/mail-content.ts'

const message = defineMessages({
  title: { en: 'Choose a new password', fr: 'Choisissez un nouveau mot de passe' },
  intro: {
    en: 'Somebody, probably you, asked for a new password for your Triclic account. This link works once, within an hour:',
    fr: 'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte Triclic. Ce lien est valable une heure et ne peut servir qu’une fois\u00a0:',
  },
  link: { en: 'Choose a new password', fr: 'Choisir un nouveau mot de passe' },
  wasItYou: {
    en: 'If it was not you, ignore this email: your password stays as it is.',
    fr: 'Si ce n’est pas vous, ignorez cet e-mail\u00a0: votre mot de passe reste inchangé.',
  },
  changedTitle: { en: 'Your password was changed', fr: 'Votre mot de passe a été changé' },
  changed: {
    en: 'A new password was set for your Triclic account through a link that was mailed to you. You have been signed out on all devices.',
    fr: 'Un nouveau mot de passe a été défini pour votre compte Triclic grâce à un lien envoyé par e-mail. Vous avez été déconnecté de tous vos appareils.',
  },
  changedByOther: {
    en: 'If it was not you, somebody can read your emails: secure your mailbox, then ask for a new password.',
    fr: 'Si ce n’est pas vous, quelqu’un peut lire vos e-mails\u00a0: protégez votre messagerie, puis demandez un nouveau mot de passe.',
  },
  changedLink: { en: 'Sign in', fr: 'Se connecter' },
  footer: {
    en: 'You received this email because this address is the one of your Triclic account.',
    fr: 'Vous recevez cet e-mail parce que cette adresse est celle de votre compte Triclic.',
  },
})

/** Mail to a member who forgot the password. `token` opens the page that sets a new one. */
export const passwordReset = (language: Language, portalUrl: string, token: string): MailContent => ({
  language,
  shopName: 'Triclic',
  subject: message('title', language),
  title: message('title', language),
  parts: [
    { kind: 'paragraph', text: message('intro', language) },
    { kind: 'link', label: message('link', language), url: `${portalUrl}/reset-password?token=${token}` },
    { kind: 'notice', text: message('wasItYou', language) },
  ],
  footer: message('footer', language),
})

/** Mail to a member whose password was set through such a link. */
export const passwordChanged = (language: Language, portalUrl: string): MailContent => ({
  language,
  shopName: 'Triclic',
  subject: message('changedTitle', language),
  title: message('changedTitle', language),
  parts: [
    { kind: 'paragraph', text: message('changed', language) },
    { kind: 'notice', text: message('changedByOther', language) },
    { kind: 'link', label: message('changedLink', language), url: `${portalUrl}/sign-in` },
  ],
  footer: message('footer', language),
})

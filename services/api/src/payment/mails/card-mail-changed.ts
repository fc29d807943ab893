import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import type { CardMailChange } from '../card/mail-settings/change-card-mail.ts'

const message = defineMessages({
  title: { en: 'Card email settings changed', fr: 'Réglages des e-mails de carte modifiés' },
  setFragmentTo: {
    en: 'The last six digits of future cards will be sent to a different address: {addresses}.',
    fr: 'Les six derniers chiffres des prochaines cartes seront envoyés à une autre adresse\u00a0: {addresses}.',
  },
  confirmOpenPgpKey: {
    en: 'Emails for future cards will be encrypted with the OpenPGP key {key}.',
    fr: 'Les e-mails des prochaines cartes seront chiffrés avec la clé OpenPGP {key}.',
  },
  removeOpenPgpKey: {
    en: 'The OpenPGP key {key} was removed. Emails are no longer encrypted with this key.',
    fr: 'La clé OpenPGP {key} a été retirée\u00a0: plus aucun e-mail n’est chiffré avec cette clé.',
  },
  openPgpRequired: {
    en: 'The shop no longer accepts cards without a usable OpenPGP key.',
    fr: 'La boutique n’accepte plus de carte sans clé OpenPGP utilisable.',
  },
  openPgpOptional: {
    en: 'The shop accepts cards without an OpenPGP key again.',
    fr: 'La boutique accepte de nouveau les cartes sans clé OpenPGP.',
  },
  changedBy: { en: 'Changed by', fr: 'Modifié par' },
  wasItYou: {
    en: 'If nobody at your shop made this change, sign in to the portal, undo the change and choose a new password.',
    fr: 'Si personne dans votre boutique n’est à l’origine de ce changement, connectez-vous au portail, rétablissez ce réglage et changez votre mot de passe.',
  },
  link: { en: 'Open settings', fr: 'Ouvrir les réglages' },
  footer: {
    en: 'You received this email because the shop’s card digits were being sent to this address when the change was made.',
    fr: 'Vous recevez cet e-mail parce que les chiffres des cartes de la boutique étaient envoyés à cette adresse au moment du changement.',
  },
})

/** One sentence about the change. `subject` is that of the `CardMailChange`. */
function describeChange(action: CardMailChange['action'], subject: string, language: Language): string {
  switch (action) {
    case 'setFragmentTo':
      return message('setFragmentTo', language, { addresses: subject })
    case 'confirmOpenPgpKey':
    case 'removeOpenPgpKey':
      return message(action, language, { key: subject })
    case 'setOpenPgpRequired':
      return message(subject === 'required' ? 'openPgpRequired' : 'openPgpOptional', language)
  }
}

/** Mail to the address that received the digits before the change, so that an unauthorized change is noticed. */
export const cardMailChanged: MailRenderer = async (tx, mail) => {
  const language = tx.shop.locale
  const { action, subject, by } = mail.details
  const title = message('title', language)
  return {
    language,
    shopName: tx.shop.name,
    subject: `${title} – ${tx.shop.name}`,
    title,
    parts: [
      {
        kind: 'paragraph',
        text: describeChange(action as CardMailChange['action'], String(subject), language),
      },
      { kind: 'facts', rows: [[message('changedBy', language), String(by)]] },
      { kind: 'notice', text: message('wasItYou', language) },
      {
        kind: 'link',
        label: message('link', language),
        url: `${tx.app.env.portalUrl}/${tx.shop.slug}/settings/card-mail`,
      },
    ],
    footer: message('footer', language),
  }
}

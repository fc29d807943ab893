import type { MailRenderer } from '../../mail/mail-content.ts'
import type { CardMailChange } from '../card/mail-settings/change-card-mail.ts'

/** Describes one kind of change. `subject` is that of the `CardMailChange`. */
type Describe = (subject: string) => string

const TEXTS = {
  fr: {
    title: 'Réglages des e-mails de carte modifiés',
    changes: {
      setFragmentTo: (addresses) =>
        `Les six derniers chiffres des prochaines cartes seront envoyés à une autre adresse\u00a0: ${addresses}.`,
      setOpenPgpKey: (key) => `Les e-mails des prochaines cartes seront chiffrés avec la clé OpenPGP ${key}.`,
      removeOpenPgpKey: (key) =>
        `La clé OpenPGP ${key} a été retirée\u00a0: plus aucun e-mail n’est chiffré avec cette clé.`,
      setOpenPgpRequired: (state) =>
        state === 'required'
          ? 'La boutique n’accepte plus de carte sans clé OpenPGP utilisable.'
          : 'La boutique accepte de nouveau les cartes sans clé OpenPGP.',
    } satisfies Record<CardMailChange['action'], Describe>,
    changedBy: 'Modifié par',
    wasItYou:
      'Si personne dans votre boutique n’est à l’origine de ce changement, connectez-vous au portail, rétablissez ce réglage et changez votre mot de passe.',
    link: 'Ouvrir les réglages',
    footer:
      'Vous recevez cet e-mail parce que les chiffres des cartes de la boutique étaient envoyés à cette adresse au moment du changement.',
  },
  en: {
    title: 'Card email settings changed',
    changes: {
      setFragmentTo: (addresses) =>
        `The last six digits of future cards will be sent to a different address: ${addresses}.`,
      setOpenPgpKey: (key) => `Emails for future cards will be encrypted with the OpenPGP key ${key}.`,
      removeOpenPgpKey: (key) =>
        `The OpenPGP key ${key} was removed. Emails are no longer encrypted with this key.`,
      setOpenPgpRequired: (state) =>
        state === 'required'
          ? 'The shop no longer accepts cards without a usable OpenPGP key.'
          : 'The shop accepts cards without an OpenPGP key again.',
    } satisfies Record<CardMailChange['action'], Describe>,
    changedBy: 'Changed by',
    wasItYou:
      'If nobody at your shop made this change, sign in to the portal, undo the change and choose a new password.',
    link: 'Open settings',
    footer:
      'You received this email because the shop’s card digits were being sent to this address when the change was made.',
  },
} as const

/** To the address that received the digits before the change, so that an unauthorized change is noticed. */
export const cardMailChanged: MailRenderer = async (tx, mail) => {
  const texts = TEXTS[tx.shop.locale]
  const { action, subject, by } = mail.details
  const describe: Describe = texts.changes[action as CardMailChange['action']]
  return {
    language: tx.shop.locale,
    shopName: tx.shop.name,
    subject: `${texts.title} – ${tx.shop.name}`,
    title: texts.title,
    parts: [
      { kind: 'paragraph', text: describe(String(subject)) },
      { kind: 'facts', rows: [[texts.changedBy, String(by)]] },
      { kind: 'notice', text: texts.wasItYou },
      {
        kind: 'link',
        label: texts.link,
        url: `${tx.app.env.portalUrl}/${tx.shop.slug}/settings/card-mail`,
      },
    ],
    footer: texts.footer,
  }
}

import type { MailRenderer } from '../../mail/mail-content.ts'
import type { CardMailChange } from '../card/mail-settings/change-card-mail.ts'

type Tell = (subject: string) => string

const TEXTS = {
  fr: {
    title: 'L’e-mail des cartes a changé',
    changes: {
      setFragmentTo: (moved) =>
        `Les six derniers chiffres des prochaines cartes changent d’adresse : ${moved}.`,
      setOpenPgpKey: (key) => `Les e-mails des prochaines cartes sont chiffrés pour la clé OpenPGP ${key}.`,
      removeOpenPgpKey: (key) => `La clé OpenPGP ${key} est retirée : rien n’est plus chiffré pour elle.`,
      setOpenPgpRequired: (state) =>
        state === 'required'
          ? 'Sans clé OpenPGP utilisable, la boutique n’accepte plus de carte.'
          : 'La boutique accepte de nouveau les cartes sans clé OpenPGP.',
    } satisfies Record<CardMailChange['action'], Tell>,
    by: 'Par',
    wasItYou:
      'Si personne de la boutique ne l’a voulu, connectez-vous au portail, rétablissez ce réglage et changez de mot de passe.',
    link: 'Ouvrir les réglages',
    footer:
      'Vous recevez cet e-mail parce que les chiffres des cartes de la boutique arrivent à cette adresse.',
  },
  en: {
    title: 'Card e-mail has changed',
    changes: {
      setFragmentTo: (moved) => `The last six digits of the next cards go to another address: ${moved}.`,
      setOpenPgpKey: (key) => `The e-mails of the next cards are encrypted to the OpenPGP key ${key}.`,
      removeOpenPgpKey: (key) => `The OpenPGP key ${key} was removed: nothing is encrypted to it any more.`,
      setOpenPgpRequired: (state) =>
        state === 'required'
          ? 'Without a usable OpenPGP key the shop no longer takes cards.'
          : 'The shop takes cards without an OpenPGP key again.',
    } satisfies Record<CardMailChange['action'], Tell>,
    by: 'By',
    wasItYou:
      'If nobody of the shop meant this, sign in to the portal, set it back and change your password.',
    link: 'Open the settings',
    footer: 'You get this e-mail because the digits of the shop’s cards arrive at this address.',
  },
} as const

/** To the address where the digits went until now: a change that its reader did not make is not to go unnoticed. */
export const cardMailChanged: MailRenderer = async (tx, mail) => {
  const texts = TEXTS[tx.shop.locale]
  const { action, subject, by } = mail.details
  const tell: Tell = texts.changes[action as CardMailChange['action']]
  return {
    language: tx.shop.locale,
    shopName: tx.shop.name,
    subject: `${texts.title} – ${tx.shop.name}`,
    title: texts.title,
    parts: [
      { kind: 'paragraph', text: tell(String(subject)) },
      { kind: 'facts', rows: [[texts.by, String(by)]] },
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

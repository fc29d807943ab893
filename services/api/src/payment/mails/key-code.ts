import { defineMessages } from '../../kernel/messages.ts'
import type { EncryptedMailContent, MailContent, MailRenderer } from '../../mail/mail-content.ts'
import type { Shop } from '../../shop/shop.ts'

const message = defineMessages({
  subject: {
    en: 'Confirm your OpenPGP key (encrypted message)',
    fr: 'Confirmez votre clé OpenPGP (message chiffré)',
  },
  title: { en: 'Confirm your OpenPGP key', fr: 'Confirmez votre clé OpenPGP' },
  intro: {
    en: 'You can read this email, so your key works. Enter this code in the portal within an hour:',
    fr: 'Vous pouvez lire cet e-mail\u00a0: votre clé fonctionne. Saisissez ce code dans le portail\u00a0: il est valable une heure.',
  },
  key: { en: 'Key', fr: 'Clé' },
  after: {
    en: 'From then on, the emails with the last six digits of cards will be encrypted with this key.',
    fr: 'Dès lors, les e-mails contenant les six derniers chiffres des cartes seront chiffrés avec cette clé.',
  },
  wasItYou: {
    en: 'If nobody at your shop added this key, do not enter the code, and choose a new password for the portal.',
    fr: 'Si personne dans votre boutique n’a ajouté cette clé, ne saisissez pas le code et changez votre mot de passe du portail.',
  },
  link: { en: 'Enter the code', fr: 'Saisir le code' },
  footer: {
    en: 'You received this email because the shop’s card digits are sent to this address.',
    fr: 'Vous recevez cet e-mail parce que les chiffres des cartes de la boutique sont envoyés à cette adresse.',
  },
})

/** Mail to the merchant, to be encrypted to a new key: the code, alone on its line, that confirms that the key can be used. */
export function keyCodeMail(
  { shop, portalUrl }: { shop: Shop; portalUrl: string },
  { code, fingerprint }: { code: string; fingerprint: string },
): MailContent {
  const language = shop.locale
  return {
    language,
    shopName: shop.name,
    subject: `${message('title', language)} – ${shop.name}`,
    title: message('title', language),
    parts: [
      { kind: 'paragraph', text: message('intro', language) },
      { kind: 'marked', line: code },
      { kind: 'paragraph', text: message('after', language) },
      { kind: 'facts', rows: [[message('key', language), fingerprint]] },
      {
        kind: 'link',
        label: message('link', language),
        url: `${portalUrl}/${shop.slug}/settings/card-mail`,
      },
      { kind: 'notice', text: message('wasItYou', language) },
    ],
    footer: message('footer', language),
  }
}

/** The mail that was encrypted when the key was given; none if a newer code was sent, or this one has expired. */
export const openPgpKeyCode: MailRenderer<EncryptedMailContent> = async ({ em, shop }, mail) => {
  const [row] = await em.execute<{ encrypted_mail: string }[]>(
    `select encrypted_mail from unconfirmed_openpgp_key where shop_id = ? and code_id = ? and expires_at > now()`,
    [shop.id, mail.details.codeId],
  )
  return row
    ? { shopName: shop.name, subject: message('subject', shop.locale), encrypted: row.encrypted_mail }
    : null
}

import type { CardBrand } from '@triclic/card-core'
import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailEnvelope, MailContent } from '../../mail/mail-content.ts'
import type { Shop } from '../../shop/shop.ts'

const BRANDS: Record<CardBrand, string> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

const message = defineMessages({
  subject: {
    en: 'Card to certify: order {code}, match code {mark}',
    fr: 'Carte à certifier\u00a0: commande {code}, code repère {mark}',
  },
  encryptedSubject: {
    en: 'Card to certify (encrypted message), match code {mark}',
    fr: 'Carte à certifier (message chiffré), code repère {mark}',
  },
  title: { en: 'Card to certify', fr: 'Carte à certifier' },
  intro: {
    en: 'Here are the last six digits of the card. The rest of the number is in the portal, under the same match code.',
    fr: 'Voici les six derniers chiffres de la carte. Le début du numéro se trouve dans le portail, sous le même code repère.',
  },
  // Part of the public contract: its plain spaces and its punctuation must not change.
  marked: { en: 'Last six digits: {lastSix}', fr: 'Six derniers chiffres : {lastSix}' },
  order: { en: 'Order', fr: 'Commande' },
  total: { en: 'Total', fr: 'Total' },
  mark: { en: 'Match code', fr: 'Code repère' },
  brand: { en: 'Card', fr: 'Carte' },
  link: { en: 'Open the order', fr: 'Ouvrir la commande' },
  after: {
    en: 'Delete this email once you have certified the payment. These digits are not stored anywhere else.',
    fr: 'Supprimez cet e-mail une fois le paiement certifié\u00a0: ces chiffres ne sont conservés nulle part ailleurs.',
  },
  footer: {
    en: 'Do not forward this email or reply to it. Buyers are never asked for the security code of their card.',
    fr: 'Ne transférez pas cet e-mail et n’y répondez pas. Le code de sécurité de la carte n’est jamais demandé au client.',
  },
})

/** The card payment that a card fragment mail is about. `amount` is in minor units. */
export interface CardFragmentDetails {
  orderCode: string
  mark: string
  brand: CardBrand
  amount: number
  currency: string
}

/** Mail to the merchant: the last six digits of a card, on one marked line and nowhere else. */
export function cardFragmentMail(
  { shop, portalUrl }: { shop: Shop; portalUrl: string },
  details: CardFragmentDetails,
  lastSix: string,
): MailContent {
  const language = shop.locale
  const { orderCode, mark, brand, amount, currency } = details
  return {
    ...envelopeFields(shop, details),
    language,
    subject: message('subject', language, { code: orderCode, mark }),
    title: message('title', language),
    parts: [
      { kind: 'paragraph', text: message('intro', language) },
      { kind: 'marked', line: message('marked', language, { lastSix }) },
      {
        kind: 'facts',
        rows: [
          [message('order', language), orderCode],
          [message('total', language), formatMoney({ amount, currency }, language)],
          [message('mark', language), mark],
          [message('brand', language), BRANDS[brand]],
        ],
      },
      {
        kind: 'link',
        label: message('link', language),
        url: `${portalUrl}/${shop.slug}/orders/${orderCode}`,
      },
      { kind: 'paragraph', text: message('after', language) },
    ],
    footer: message('footer', language),
  }
}

/** The unencrypted part of an OpenPGP-encrypted card fragment mail. Its subject contains no digit. */
export const encryptedFragmentEnvelope = (
  shop: Shop,
  details: Pick<CardFragmentDetails, 'orderCode' | 'mark'>,
): MailEnvelope => ({
  ...envelopeFields(shop, details),
  subject: message('encryptedSubject', shop.locale, { mark: details.mark }),
})

const envelopeFields = (
  shop: Shop,
  { orderCode, mark }: Pick<CardFragmentDetails, 'orderCode' | 'mark'>,
) => ({
  shopName: shop.name,
  orderCode,
  headers: { 'X-Triclic-Payment': mark },
})

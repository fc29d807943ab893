import type { CardBrand } from '@triclic/card-core'
import { formatMoney } from '@triclic/money'
import type { MailEnvelope, MailContent } from '../../mail/mail-content.ts'
import type { Shop } from '../../shop/shop-cache.ts'

const BRANDS: Record<CardBrand, string> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

// `marked` is part of the public contract: its plain spaces and its punctuation must not change.
const TEXTS = {
  fr: {
    subject: (code: string, mark: string) => `Carte à certifier\u00a0: commande ${code}, code repère ${mark}`,
    encryptedSubject: (mark: string) => `Carte à certifier (message chiffré), code repère ${mark}`,
    title: 'Carte à certifier',
    intro:
      'Voici les six derniers chiffres de la carte. Le début du numéro se trouve dans le portail, sous le même code repère.',
    marked: 'Six derniers chiffres : ',
    order: 'Commande',
    total: 'Total',
    mark: 'Code repère',
    brand: 'Carte',
    link: 'Ouvrir la commande',
    after:
      'Supprimez cet e-mail une fois le paiement certifié\u00a0: ces chiffres ne sont conservés nulle part ailleurs.',
    footer:
      'Ne transférez pas cet e-mail et n’y répondez pas. Le code de sécurité de la carte n’est jamais demandé à l’acheteur.',
  },
  en: {
    subject: (code: string, mark: string) => `Card to certify: order ${code}, match code ${mark}`,
    encryptedSubject: (mark: string) => `Card to certify (encrypted message), match code ${mark}`,
    title: 'Card to certify',
    intro:
      'Here are the last six digits of the card. The rest of the number is in the portal, under the same match code.',
    marked: 'Last six digits: ',
    order: 'Order',
    total: 'Total',
    mark: 'Match code',
    brand: 'Card',
    link: 'Open the order',
    after:
      'Delete this email once you have certified the payment. These digits are not stored anywhere else.',
    footer:
      'Do not forward this email or reply to it. Buyers are never asked for the security code of their card.',
  },
} as const

/** The card payment that a card fragment mail is about. `amount` is in minor units. */
export interface CardFragmentDetails {
  orderCode: string
  mark: string
  brand: CardBrand
  amount: number
  currency: string
}

/** To the merchant: the last six digits of a card, on one marked line and nowhere else. */
export function cardFragmentMail(
  { shop, portalUrl }: { shop: Shop; portalUrl: string },
  details: CardFragmentDetails,
  lastSix: string,
): MailContent {
  const texts = TEXTS[shop.locale]
  const { orderCode, mark, brand, amount, currency } = details
  return {
    ...envelopeFields(shop, details),
    language: shop.locale,
    subject: texts.subject(orderCode, mark),
    title: texts.title,
    parts: [
      { kind: 'paragraph', text: texts.intro },
      { kind: 'marked', line: `${texts.marked}${lastSix}` },
      {
        kind: 'facts',
        rows: [
          [texts.order, orderCode],
          [texts.total, formatMoney({ amount, currency }, shop.locale)],
          [texts.mark, mark],
          [texts.brand, BRANDS[brand]],
        ],
      },
      { kind: 'link', label: texts.link, url: `${portalUrl}/${shop.slug}/orders/${orderCode}` },
      { kind: 'paragraph', text: texts.after },
    ],
    footer: texts.footer,
  }
}

/** The unencrypted part of an OpenPGP-encrypted card fragment mail. Its subject contains no digit. */
export const encryptedFragmentEnvelope = (
  shop: Shop,
  details: Pick<CardFragmentDetails, 'orderCode' | 'mark'>,
): MailEnvelope => ({
  ...envelopeFields(shop, details),
  subject: TEXTS[shop.locale].encryptedSubject(details.mark),
})

const envelopeFields = (
  shop: Shop,
  { orderCode, mark }: Pick<CardFragmentDetails, 'orderCode' | 'mark'>,
) => ({
  shopName: shop.name,
  orderCode,
  headers: { 'X-Triclic-Payment': mark },
})

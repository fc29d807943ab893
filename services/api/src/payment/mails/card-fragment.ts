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

const TEXTS = {
  fr: {
    subject: (code: string, mark: string) => `Carte à certifier : commande ${code}, repère ${mark}`,
    encryptedSubject: (mark: string) => `Carte à certifier (message chiffré), repère ${mark}`,
    title: 'Une carte à certifier',
    intro: 'Voici la fin du numéro de carte. Le début vous attend dans le portail, sous le même repère.',
    marked: 'Six derniers chiffres : ',
    order: 'Commande',
    total: 'Total',
    mark: 'Repère',
    brand: 'Carte',
    link: 'Ouvrir la commande',
    after:
      'Détruisez cet e-mail une fois le paiement certifié : ces chiffres ne sont gardés nulle part ailleurs.',
    footer:
      'Ne transférez pas cet e-mail et n’y répondez pas. Le code de sécurité n’est jamais demandé à l’acheteur.',
  },
  en: {
    subject: (code: string, mark: string) => `Card to certify: order ${code}, mark ${mark}`,
    encryptedSubject: (mark: string) => `Card to certify (encrypted message), mark ${mark}`,
    title: 'A card to certify',
    intro: 'Here is the end of the card number. Its beginning awaits you in the portal, under the same mark.',
    marked: 'Last six digits: ',
    order: 'Order',
    total: 'Total',
    mark: 'Mark',
    brand: 'Card',
    link: 'Open the order',
    after: 'Destroy this e-mail once the payment is certified: these digits are kept nowhere else.',
    footer: 'Do not forward this e-mail or answer it. The security code is never asked of the buyer.',
  },
} as const

/** The card payment that a fragment is of; the amount in minor units. */
export interface FragmentOf {
  orderCode: string
  mark: string
  brand: CardBrand
  amount: number
  currency: string
}

type SortPosition = { shop: Shop; portalUrl: string }

/** To the merchant: the six missing digits, on one marked line and nowhere else. */
export function cardFragment(
  { shop, portalUrl }: SortPosition,
  of: FragmentOf,
  missing: string,
): MailContent {
  const texts = TEXTS[shop.locale]
  return {
    ...envelopeOf(shop, of),
    language: shop.locale,
    subject: texts.subject(of.orderCode, of.mark),
    title: texts.title,
    parts: [
      { kind: 'paragraph', text: texts.intro },
      { kind: 'marked', line: `${texts.marked}${missing}` },
      {
        kind: 'facts',
        rows: [
          [texts.order, of.orderCode],
          [texts.total, formatMoney(of, shop.locale)],
          [texts.mark, of.mark],
          [texts.brand, BRANDS[of.brand]],
        ],
      },
      { kind: 'link', label: texts.link, url: `${portalUrl}/${shop.slug}/orders/${of.orderCode}` },
      { kind: 'paragraph', text: texts.after },
    ],
    footer: texts.footer,
  }
}

/** What stands outside of an encrypted one: a subject without any digit. */
export const encryptedFragment = (shop: Shop, of: Pick<FragmentOf, 'orderCode' | 'mark'>): MailEnvelope => ({
  ...envelopeOf(shop, of),
  subject: TEXTS[shop.locale].encryptedSubject(of.mark),
})

const envelopeOf = (shop: Shop, { orderCode, mark }: Pick<FragmentOf, 'orderCode' | 'mark'>) => ({
  shopName: shop.name,
  orderCode,
  headers: { 'X-Triclic-Payment': mark },
})

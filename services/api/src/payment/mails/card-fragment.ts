import type { CardBrand } from '@triclic/card-core'
import { formatMoney } from '../../mail/format-money.ts'
import type { Letter } from '../../mail/letter.ts'
import type { Order } from '../../order/order.entity.ts'
import type { Shop } from '../../shop/shops.ts'
import type { CardPayment } from '../card/card-payment.entity.ts'

const BRANDS: Record<CardBrand, string> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

const TEXTS = {
  fr: {
    subject: (code: string, mark: string) => `Carte à certifier : commande ${code}, repère ${mark}`,
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

/** To the merchant: the six missing digits, on one marked line and nowhere else. */
export function cardFragment(
  { shop, portalUrl }: { shop: Shop; portalUrl: string },
  { order, payment }: { order: Order; payment: CardPayment },
  missing: string,
): Letter {
  const texts = TEXTS[shop.locale]
  return {
    language: shop.locale,
    shopName: shop.name,
    orderCode: order.code,
    headers: { 'X-Triclic-Payment': payment.mark },
    subject: texts.subject(order.code, payment.mark),
    title: texts.title,
    parts: [
      { kind: 'paragraph', text: texts.intro },
      { kind: 'marked', line: `${texts.marked}${missing}` },
      {
        kind: 'facts',
        rows: [
          [texts.order, order.code],
          [texts.total, formatMoney(payment.amount, payment.currency, shop.locale)],
          [texts.mark, payment.mark],
          [texts.brand, BRANDS[payment.brand]],
        ],
      },
      { kind: 'link', label: texts.link, url: `${portalUrl}/${shop.slug}/orders/${order.code}` },
      { kind: 'paragraph', text: texts.after },
    ],
    footer: texts.footer,
  }
}

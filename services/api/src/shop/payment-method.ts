import { registerEnumType } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { acceptsCards } from './available-payment-modes.ts'
import { isCardOffered, type OrderChannel } from './card-offer.ts'
import { offerOf } from './manual-payments.ts'
import type { Shop } from './shop.ts'

/** The ways to pay, in the order in which a shop shows them. */
export const PaymentMethod = {
  BANK: 'BANK',
  CARD: 'CARD',
  TRANSFER: 'TRANSFER',
  CHEQUE: 'CHEQUE',
} as const
export type PaymentMethod = keyof typeof PaymentMethod

registerEnumType(PaymentMethod, {
  name: 'PaymentMethod',
  description: 'A way to pay an order.',
  valuesConfig: {
    BANK: { description: 'On the page of a bank: payByBank.' },
    CARD: { description: 'With a card number that the shop keys at its bank: payByCard.' },
    TRANSFER: { description: 'By a transfer to the account of the shop: payByTransfer.' },
    CHEQUE: { description: 'By a cheque sent to the shop: payByCheque.' },
  },
})

/** An order, as far as it decides how its buyer can pay. */
interface BuyersOrder {
  channel: OrderChannel
  /** ISO 3166-1 alpha-2 code. */
  billingCountry: string
}

/** As paymentMethodsFor, for a request of a buyer. Read from memory. */
export async function offeredPaymentMethods(
  { app, shop }: Pick<BuyerContext, 'app' | 'shop'>,
  order: BuyersOrder,
): Promise<PaymentMethod[]> {
  const { banks } = await app.catalogs.of(shop)
  return paymentMethodsFor(shop, banks.length > 0, order)
}

/** The ways in which the buyer of such an order can pay it now, in the order in which to show them. */
export async function paymentMethodsFor(
  shop: Shop,
  hasBank: boolean,
  order: BuyersOrder,
): Promise<PaymentMethod[]> {
  const isOffered: Record<PaymentMethod, boolean> = {
    BANK: shop.paymentModes.includes('BANK') && hasBank,
    CARD: isCardOffered(shop, order) && (await acceptsCards(shop, new Date())),
    TRANSFER: offerOf(shop.manualPayments, 'TRANSFER') !== null,
    CHEQUE: offerOf(shop.manualPayments, 'CHEQUE') !== null,
  }
  return Object.values(PaymentMethod).filter((method) => isOffered[method])
}

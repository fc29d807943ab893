import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { expired, withOtherBrand, withWrongCheckDigit } from '../traffic/cards.ts'
import type { Card } from '../traffic/cards.ts'
import { submitToBank } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { UserError, Visitor } from '../traffic/visitor.ts'
import type { Environment } from './environment.ts'
import { errorsOf } from './storefront-case.ts'
import type { StorefrontCase } from './storefront-case.ts'

/**
 * Cases for each user error of payByCard and payByBank.
 * @param visaShop a shop that accepts only Visa cards
 * @param bankShop a shop that accepts only payments at a bank
 */
export function paymentErrorCases(
  environment: Environment,
  shop: RunShop,
  visaShop: { key: string },
  bankShop: { key: string },
): Record<string, StorefrontCase[]> {
  const { random, deck } = environment
  const newOrder = (buyer: Visitor) => placeSampleOrder(buyer, random)

  /** Pays a new order with a card that deviates from a valid one. */
  const cardWith =
    (change: (card: Card) => Card) =>
    async (buyer: Visitor): Promise<UserError[]> =>
      errorsOf(buyer.payByCard(await newOrder(buyer), change(deck.next())))

  const validBank = { bankId: shop.banks[0]?.id ?? '', returnUrl: `${shop.origin}/order` }

  const bankWith =
    (change: Partial<typeof validBank>) =>
    async (buyer: Visitor): Promise<UserError[]> =>
      errorsOf(buyer.payByBank(await newOrder(buyer), { ...validBank, ...change }))

  return {
    NOT_A_CARD_NUMBER: [
      { name: 'wrong check digit', field: ['card', 'number'], reach: cardWith(withWrongCheckDigit) },
      {
        name: 'no digits',
        field: ['card', 'number'],
        reach: cardWith((card) => ({ ...card, number: 'abc' })),
      },
    ],
    CARD_EXPIRED: [{ name: 'expired last year', field: ['card', 'expiryMonth'], reach: cardWith(expired) }],
    CARD_TYPE_MISMATCH: [
      { name: 'another brand selected', field: ['card', 'brand'], reach: cardWith(withOtherBrand) },
    ],
    INVALID_EXPIRY: [
      {
        name: 'month 13',
        field: ['card', 'expiryMonth'],
        reach: cardWith((card) => ({ ...card, expiryMonth: 13 })),
      },
    ],
    CARD_BRAND_NOT_ACCEPTED: [
      {
        name: 'a Mastercard in a shop that accepts only Visa',
        field: ['card', 'brand'],
        shop: visaShop,
        reach: async (buyer) => {
          const order = await newOrder(buyer)
          let card = deck.next()
          while (card.brand !== 'MASTERCARD') card = deck.next()
          return errorsOf(buyer.payByCard(order, card))
        },
      },
    ],
    INVALID_URL: [
      {
        name: 'another origin',
        field: ['returnUrl'],
        reach: bankWith({ returnUrl: 'https://elsewhere.example/order' }),
      },
      { name: 'no URL', field: ['returnUrl'], reach: bankWith({ returnUrl: 'back' }) },
    ],
    PAYMENT_MODE_NOT_AVAILABLE: [
      {
        name: 'by card in a shop that accepts only payments at a bank',
        field: null,
        shop: bankShop,
        reach: cardWith((card) => card),
      },
    ],
    BANK_NOT_AVAILABLE: [
      { name: 'an unknown id', field: ['bankId'], reach: bankWith({ bankId: randomUUID() }) },
    ],
    ORDER_NOT_FOUND: [
      {
        name: 'an unknown code',
        field: ['orderCode'],
        reach: (buyer) => errorsOf(buyer.payByCard({ code: 'AAAA-AAAA', token: 'x' }, deck.next())),
      },
      {
        name: 'the token of another order',
        field: ['orderCode'],
        reach: async (buyer) => {
          const [one, other] = [await newOrder(buyer), await newOrder(buyer)]
          return errorsOf(buyer.payByBank({ code: one.code, token: other.token }, validBank))
        },
      },
    ],
    ORDER_NOT_PAYABLE: [
      {
        name: 'cancelled by the merchant',
        field: null,
        reach: async (buyer) => {
          const order = await newOrder(buyer)
          expect((await (await environment.merchant(shop)).cancel(order.code)).userErrors).toEqual([])
          return errorsOf(buyer.payByCard(order, deck.next()))
        },
      },
    ],
    PAYMENT_IN_PROGRESS: [
      {
        name: 'by card while a card awaits certification',
        field: null,
        reach: async (buyer) => {
          const order = await newOrder(buyer)
          expect((await buyer.payByCard(order, deck.next())).userErrors).toEqual([])
          return errorsOf(buyer.payByCard(order, deck.next()))
        },
      },
      {
        name: 'by card while the buyer is on the bank’s page',
        field: null,
        reach: async (buyer) => {
          const order = await newOrder(buyer)
          const { redirect } = await buyer.payByBank(order, validBank)
          if (redirect) await submitToBank(redirect)
          return errorsOf(buyer.payByCard(order, deck.next()))
        },
      },
    ],
    IDEMPOTENCY_KEY_REUSED: [
      {
        name: 'payByCard with another card',
        field: ['idempotencyKey'],
        reach: async (buyer) => {
          const order = await newOrder(buyer)
          const key = { idempotencyKey: randomUUID() }
          expect((await buyer.payByCard(order, deck.next(), key)).userErrors).toEqual([])
          return errorsOf(buyer.payByCard(order, deck.next(), key))
        },
      },
    ],
  }
}

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { PlaceOrderInput, Visitor } from '../traffic/visitor.ts'
import type { Environment } from './environment.ts'
import { errorsOf } from './storefront-case.ts'
import type { StorefrontCase } from './storefront-case.ts'

/**
 * Cases for each user error of cart changes and placeOrder. @param largeShop a shop with more stock than a cart may
 * hold
 */
export function orderErrorCases(
  environment: Environment,
  shop: RunShop,
  largeShop: { key: string },
): Record<string, StorefrontCase[]> {
  const { random, deck } = environment

  async function fillCart(buyer: Visitor): Promise<void> {
    const variants = (await buyer.variants()).filter(({ availableQuantity }) => availableQuantity > 1)
    expect(await buyer.addToCart(random.pick(variants).id)).toEqual([])
  }

  /** Places an order with input that deviates from valid input. */
  const orderWith =
    (change: (input: PlaceOrderInput) => Partial<PlaceOrderInput>) => async (buyer: Visitor) => {
      await fillCart(buyer)
      const input = await buyer.orderInput()
      return errorsOf(buyer.placeOrder({ ...input, ...change(input) }))
    }

  const withoutCity = (input: PlaceOrderInput) => ({ ...input.billingAddress, city: '' })
  const cardNumber = () => deck.next().number

  return {
    CARD_NUMBER_IN_TEXT: [
      {
        name: 'in the note',
        field: ['note'],
        reach: orderWith(() => ({ note: `My card: ${cardNumber()}` })),
      },
      {
        name: 'in an address line',
        field: ['billingAddress', 'line2'],
        reach: orderWith((input) => ({ billingAddress: { ...input.billingAddress, line2: cardNumber() } })),
      },
    ],
    REQUIRED: [
      {
        name: 'no shipping method where the shop has some',
        field: ['shippingMethodId'],
        reach: orderWith(() => ({ shippingMethodId: null })),
      },
    ],
    INVALID_EMAIL: [{ name: 'no @', field: ['email'], reach: orderWith(() => ({ email: 'camille' })) }],
    INVALID_ADDRESS: [
      {
        name: 'no city',
        field: ['billingAddress', 'city'],
        reach: orderWith((input) => ({ billingAddress: withoutCity(input) })),
      },
      {
        name: 'no city in the shipping address',
        field: ['shippingAddress', 'city'],
        reach: orderWith((input) => ({ shippingAddress: withoutCity(input) })),
      },
    ],
    INVALID_QUANTITY: [
      {
        name: 'nothing added',
        field: ['quantity'],
        reach: async (buyer) => buyer.addToCart(random.pick(await buyer.variants()).id, 0),
      },
    ],
    VARIANT_NOT_FOUND: [
      { name: 'an unknown id', field: ['variantId'], reach: (buyer) => buyer.addToCart(randomUUID()) },
    ],
    OUT_OF_STOCK: [
      {
        name: 'more than is available added to the cart',
        field: ['quantity'],
        reach: async (buyer) => {
          const { id, availableQuantity } = random.pick(await buyer.variants())
          return buyer.addToCart(id, availableQuantity + 1)
        },
      },
      {
        name: 'the last items bought by somebody else meanwhile',
        field: null,
        reach: async (buyer) => {
          const scarce = (await buyer.variants())
            .filter(({ availableQuantity }) => availableQuantity > 1)
            .sort((a, b) => a.availableQuantity - b.availableQuantity)
          const { id, availableQuantity } = scarce[0] ?? { id: '', availableQuantity: 0 }
          const other = environment.buyer(shop)
          for (const one of [buyer, other]) expect(await one.addToCart(id, availableQuantity)).toEqual([])
          expect((await other.placeOrder(await other.orderInput())).userErrors).toEqual([])
          return errorsOf(buyer.placeOrder(await buyer.orderInput()))
        },
      },
    ],
    CART_EMPTY: [
      {
        name: 'nothing in the cart',
        field: null,
        reach: async (buyer) => errorsOf(buyer.placeOrder(await buyer.orderInput())),
      },
    ],
    CART_TOO_LARGE: [
      {
        name: 'more of a variant than a cart may hold',
        field: ['quantity'],
        shop: largeShop,
        reach: async (buyer) => {
          const { id } = random.pick(await buyer.variants())
          expect(await buyer.addToCart(id, 9999)).toEqual([])
          return buyer.addToCart(id, 9999)
        },
      },
    ],
    PRICE_CHANGED: [
      {
        name: 'another total than the buyer saw',
        field: ['expectedTotal'],
        reach: orderWith(() => ({ expectedTotal: 1 })),
      },
    ],
    SHIPPING_METHOD_NOT_AVAILABLE: [
      {
        name: 'an unknown id',
        field: ['shippingMethodId'],
        reach: orderWith(() => ({ shippingMethodId: randomUUID() })),
      },
    ],
    IDEMPOTENCY_KEY_REUSED: [
      {
        name: 'placeOrder with another note',
        field: ['idempotencyKey'],
        reach: async (buyer) => {
          await fillCart(buyer)
          const input = await buyer.orderInput()
          expect((await buyer.placeOrder(input)).userErrors).toEqual([])
          return errorsOf(buyer.placeOrder({ ...input, note: 'Ring twice' }))
        },
      },
    ],
  }
}

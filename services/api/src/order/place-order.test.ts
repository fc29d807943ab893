import 'reflect-metadata'
import { v4 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processPendingEvents } from '../../test/events.ts'
import { countWithoutCatalog } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'
import {
  address,
  buyerWithCart,
  orderInput,
  ORDER_FIELDS,
  PLACE_ORDER,
  placeOrder,
  cartQuantity,
  stockOf,
  type PlacedOrder,
} from '../../test/checkout.ts'
import { createShop, type ShopOptions, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const newShop = (options: ShopOptions = {}) => createShop(api, options)

describe('placing an order', () => {
  test('turns the cart into an order and empties it', async () => {
    const buyer = await buyerWithCart(api, shop, [2, 1])
    const { order, userErrors } = await placeOrder(
      buyer,
      orderInput(shop, { expectedTotal: 4990, note: '2e étage' }),
    )
    expect(userErrors).toEqual([])
    expect(order).toMatchObject({
      status: 'PENDING_PAYMENT',
      fulfillment: 'UNFULFILLED',
      billingAddress: { city: 'Paris', countryCode: 'FR' },
      shippingAddress: { line1: '1 rue de la Paix', city: 'Paris' },
      lines: [
        { sku: 'SKU-1', quantity: 2, unitPrice: { amount: 1000 }, total: { amount: 2000 } },
        { sku: 'SKU-2', quantity: 1, total: { amount: 2500 } },
      ],
      shippingMethod: {
        id: shop.shippingMethodId,
        name: 'Colissimo',
        price: { amount: 490, currency: 'EUR' },
      },
      subtotal: { amount: 4500 },
      shippingTotal: { amount: 490 },
      taxTotal: { amount: 832 },
      total: { amount: 4990, currency: 'EUR' },
    })
    expect(order?.code).toMatch(/^[A-Z0-9]{8}$/)
    expect(await cartQuantity(buyer)).toBe(0)
  })

  test('writes the event, from which the confirmation mail follows', async () => {
    const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    await processPendingEvents(api, shop)
    const events = await queryInShop(
      api,
      shop,
      'select sequence, type, actor, data from domain_event where order_id = $1',
      order?.id,
    )
    const mails = await queryInShop(
      api,
      shop,
      'select kind, recipient from mail where order_id = $1',
      order?.id,
    )
    expect(events).toEqual([{ sequence: 1, type: 'order.placed', actor: 'buyer', data: {} }])
    expect(mails).toEqual([{ kind: 'ORDER_CONFIRMATION', recipient: 'camille@buyers.test' }])
  })

  test.each([
    ['fr', 'en', 'en'],
    ['en', 'fr-FR, en;q=0.5', 'fr'],
    ['en', 'de', 'en'],
  ] as const)(
    'keeps the language of the request for mails: shop %s, accept-language %s',
    async (locale, acceptLanguage, expected) => {
      const ownShop = await newShop({ locale })
      const buyer = await buyerWithCart(api, ownShop, [1], { 'accept-language': acceptLanguage })
      const { order } = await placeOrder(buyer, orderInput(ownShop))
      expect(
        await queryInShop(api, ownShop, 'select language from "order" where id = $1', order?.id),
      ).toEqual([{ language: expected }])
    },
  )

  test.each(['+49 151 1234 5678', '0049 176 1234-5679', '+43.664.12345671'])(
    'accepts a phone number that resembles a 13-digit Visa number, case %#',
    async (phone) => {
      const input = orderInput(shop, { billingAddress: { ...address, phone } })
      expect(await placeOrder(await buyerWithCart(api, shop, [1]), input)).toMatchObject({
        order: { code: expect.any(String) },
        userErrors: [],
      })
    },
  )

  test('runs the same small number of SQL statements for 40 lines as for one', async () => {
    const largeShop = await newShop({ variants: Array.from({ length: 40 }, () => ({ price: 100 })) })
    const count = async (lines: number) => {
      const buyer = await buyerWithCart(
        api,
        largeShop,
        Array.from({ length: lines }, () => 1),
      )
      const query = PLACE_ORDER.replace(ORDER_FIELDS, 'code')
      const { statements } = await countWithoutCatalog(() =>
        buyer.request(query, { input: orderInput(largeShop) }),
      )
      return statements.length
    }
    // The smaller of two counts: the API does some work of its own at any time.
    const fewest = async (lines: number) => Math.min(await count(lines), await count(lines))
    expect([await fewest(1), await fewest(40)]).toEqual([3, 3])
  }, 60_000)

  test('makes the order readable by its code and token only', async () => {
    const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    const QUERY = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { ${ORDER_FIELDS} } }`
    const read = async (code = '', token = '', at = shop) =>
      (await newBuyer(api, at).request<{ order: PlacedOrder | null }>(QUERY, { code, token })).data.order
    expect(await read(order?.code, order?.token)).toEqual(order)
    expect(await read(order?.code, 'wrong')).toBeNull()
    expect(await read('NOTHING1', order?.token)).toBeNull()
    expect(await read(order?.code, order?.token, await newShop())).toBeNull()
  })
})

describe('placeOrder rejects', () => {
  test.each([
    [
      'an address without a city',
      { billingAddress: { ...address, city: ' ' } },
      'INVALID_ADDRESS',
      ['billingAddress', 'city'],
    ],
    [
      'an unknown country',
      { billingAddress: { ...address, countryCode: 'XX' } },
      'INVALID_ADDRESS',
      ['billingAddress', 'countryCode'],
    ],
    [
      'a name that is too long',
      { shippingAddress: { ...address, lastName: 'x'.repeat(101) } },
      'INVALID_ADDRESS',
      ['shippingAddress', 'lastName'],
    ],
    [
      'a name with a line break',
      { billingAddress: { ...address, firstName: 'A\r\nBcc: b@c.test' } },
      'INVALID_ADDRESS',
      ['billingAddress', 'firstName'],
    ],
    ['a malformed email address', { email: 'camille@' }, 'INVALID_EMAIL', ['email']],
    [
      'a card number in the note',
      { note: 'Ma carte : 4242 4242-4242.4242, merci' },
      'CARD_NUMBER_IN_TEXT',
      ['note'],
    ],
    [
      'a card number in an address',
      { billingAddress: { ...address, line2: '378282246310005' } },
      'CARD_NUMBER_IN_TEXT',
      ['billingAddress', 'line2'],
    ],
    [
      'a card number written as a phone number with a plus sign',
      { billingAddress: { ...address, phone: '+4242 4242 4242 4242' } },
      'CARD_NUMBER_IN_TEXT',
      ['billingAddress', 'phone'],
    ],
    ['a missing shipping method', { shippingMethodId: null }, 'REQUIRED', ['shippingMethodId']],
    [
      'an unknown shipping method',
      { shippingMethodId: v4() },
      'SHIPPING_METHOD_NOT_AVAILABLE',
      ['shippingMethodId'],
    ],
    [
      'an expected total that differs from the actual one',
      { expectedTotal: 1 },
      'PRICE_CHANGED',
      ['expectedTotal'],
    ],
  ])('%s', async (_, more, code, field) => {
    const buyer = await buyerWithCart(api, shop, [1])
    const before = await stockOf(api, shop, 0)
    expect(await placeOrder(buyer, orderInput(shop, more))).toMatchObject({
      order: null,
      userErrors: [{ code, field }],
    })
    expect(await cartQuantity(buyer)).toBe(1)
    expect(await stockOf(api, shop, 0)).toBe(before)
  })

  test('an empty cart', async () => {
    expect(await placeOrder(newBuyer(api, shop), orderInput(shop))).toMatchObject({
      userErrors: [{ code: 'CART_EMPTY' }],
    })
  })

  test('an input with several problems, reporting all of them', async () => {
    const input = orderInput(shop, { email: '', billingAddress: { ...address, city: '', line1: '' } })
    const { userErrors } = await placeOrder(await buyerWithCart(api, shop, [1]), input)
    expect(userErrors.map(({ code }) => code)).toEqual([
      'INVALID_EMAIL',
      'INVALID_ADDRESS',
      'INVALID_ADDRESS',
    ])
  })

  test('a price that has risen since, until the input expects the new total', async () => {
    const at = await newShop()
    const buyer = await buyerWithCart(api, at, [1])
    await executeAllInShop(api, at, [['update variant set price = 1100 where id = $1', at.variants[0]?.id]])
    expect((await placeOrder(buyer, orderInput(at, { expectedTotal: 1490 }))).userErrors).toMatchObject([
      { code: 'PRICE_CHANGED' },
    ])
    expect((await placeOrder(buyer, orderInput(at, { expectedTotal: 1590 }))).order?.total.amount).toBe(1590)
  })

  test('an idempotency key that is not a UUID', async () => {
    const { errors } = await newBuyer(api, shop).request(PLACE_ORDER, {
      input: orderInput(shop, { idempotencyKey: '1' }),
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

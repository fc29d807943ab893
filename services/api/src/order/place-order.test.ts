import 'reflect-metadata'
import type { QueryResultRow } from 'pg'
import { v4 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statementsOf } from '../testing/count-statements.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newBuyer, type Buyer } from '../testing/test-buyer.ts'
import { inShopAsOwner } from '../testing/test-order.ts'
import { createShop, type ShopWishes, type TestShop } from '../testing/test-shop.ts'

const ORDER = `id code token status fulfillment placedAt email billingAddress { city countryCode } shippingAddress { line1 city }
  lines { productName sku quantity unitPrice { amount } total { amount } } shippingMethod { id name price { amount currency } }
  subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount currency }`
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { ${ORDER} } userErrors { code message field } } }`
const ADD =
  'mutation ($id: ID!, $n: Int!) { addToCart(variantId: $id, quantity: $n) { userErrors { code } } }'

interface PlacedOrder {
  id: string
  code: string
  token: string
  status: string
  total: { amount: number; currency: string }
  lines: unknown[]
}
interface Payload {
  order: PlacedOrder | null
  userErrors: { code: string; field: string[] | null }[]
}

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const address = {
  firstName: 'Camille',
  lastName: 'Martin',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'fr',
}
const inputOf = (at: TestShop, more: Record<string, unknown> = {}) => ({
  idempotencyKey: v4(),
  email: 'camille@buyers.test',
  billingAddress: address,
  shippingMethodId: at.shippingMethodId,
  ...more,
})

async function buyerWith(at: TestShop, quantities: number[]): Promise<Buyer> {
  const buyer = newBuyer(api, at)
  for (const [index, n] of quantities.entries()) {
    const { data } = await buyer.ask<{ addToCart: Payload }>(ADD, { id: at.variants[index]?.id, n })
    expect(data.addToCart.userErrors).toEqual([])
  }
  return buyer
}
const place = async (buyer: Buyer, input: Record<string, unknown>): Promise<Payload> =>
  (await buyer.ask<{ placeOrder: Payload }>(PLACE, { input })).data.placeOrder
const quantityIn = async (buyer: Buyer): Promise<number> =>
  (await buyer.ask<{ cart: { totalQuantity: number } }>('{ cart { totalQuantity } }')).data.cart.totalQuantity
const newShop = (wishes: ShopWishes = {}) => createShop(api, wishes)
const rowsOf = async <T extends QueryResultRow>(
  at: TestShop,
  sql: string,
  params: unknown[],
): Promise<T[]> => {
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [at.id])
  const { rows } = await api.owner.query<T>(sql, params)
  await api.owner.query('commit')
  return rows
}
const stockOf = async (at: TestShop, index: number): Promise<number | undefined> => {
  const id = at.variants[index]?.id
  const sql = 'select available from stock where variant_id = $1'
  return (await rowsOf<{ available: number }>(at, sql, [id]))[0]?.available
}

describe('placing an order', () => {
  test('turns the cart into an order, once and whole', async () => {
    const buyer = await buyerWith(shop, [2, 1])
    const { order, userErrors } = await place(buyer, inputOf(shop, { expectedTotal: 4990, note: '2e étage' }))
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
    expect(await quantityIn(buyer)).toBe(0)
  })

  test('writes the event and the confirmation’s mail with it', async () => {
    const { order } = await place(await buyerWith(shop, [1]), inputOf(shop))
    const events = await rowsOf(shop, 'select kind, by from order_event where order_id = $1', [order?.id])
    const mails = await rowsOf(shop, 'select kind, recipient from mail where order_id = $1', [order?.id])
    expect(events).toEqual([{ kind: 'PLACED', by: 'buyer' }])
    expect(mails).toEqual([{ kind: 'ORDER_CONFIRMATION', recipient: 'camille@buyers.test' }])
  })

  test('takes as many statements for forty lines as for one, and few', async () => {
    const wide = await newShop({ variants: Array.from({ length: 40 }, () => ({ price: 100 })) })
    const counts = []
    for (const lines of [1, 40]) {
      const buyer = await buyerWith(
        wide,
        Array.from({ length: lines }, () => 1),
      )
      const query = PLACE.replace(ORDER, 'code')
      const { statements } = await statementsOf(() => buyer.ask(query, { input: inputOf(wide) }))
      counts.push(statements.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeLessThanOrEqual(9)
    expect(counts[0]).toBeGreaterThan(3)
  }, 60_000)

  test('is read back by code and token, and by nothing else', async () => {
    const { order } = await place(await buyerWith(shop, [1]), inputOf(shop))
    const QUERY = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { ${ORDER} } }`
    const read = async (code = '', token = '', at = shop) =>
      (await newBuyer(api, at).ask<{ order: PlacedOrder | null }>(QUERY, { code, token })).data.order
    expect(await read(order?.code, order?.token)).toEqual(order)
    expect(await read(order?.code, 'wrong')).toBeNull()
    expect(await read('NOTHING1', order?.token)).toBeNull()
    expect(await read(order?.code, order?.token, await newShop())).toBeNull()
  })
})

describe('what is not placed', () => {
  test.each([
    [
      'an address without a city',
      { billingAddress: { ...address, city: ' ' } },
      'INVALID_ADDRESS',
      ['billingAddress', 'city'],
    ],
    [
      'a country that is none',
      { billingAddress: { ...address, countryCode: 'XX' } },
      'INVALID_ADDRESS',
      ['billingAddress', 'countryCode'],
    ],
    [
      'a name that never ends',
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
    ['an e-mail that is none', { email: 'camille@' }, 'INVALID_EMAIL', ['email']],
    [
      'a card in the note',
      { note: 'Ma carte : 4242 4242-4242.4242, merci' },
      'CARD_NUMBER_IN_TEXT',
      ['note'],
    ],
    [
      'a card in an address',
      { billingAddress: { ...address, line2: '378282246310005' } },
      'CARD_NUMBER_IN_TEXT',
      ['billingAddress', 'line2'],
    ],
    ['no shipping method', { shippingMethodId: null }, 'REQUIRED', ['shippingMethodId']],
    [
      'an unknown shipping method',
      { shippingMethodId: v4() },
      'SHIPPING_METHOD_NOT_AVAILABLE',
      ['shippingMethodId'],
    ],
    ['a total that is not the one shown', { expectedTotal: 1 }, 'PRICE_CHANGED', ['expectedTotal']],
  ])('%s', async (_, more, code, field) => {
    const buyer = await buyerWith(shop, [1])
    const before = await stockOf(shop, 0)
    expect(await place(buyer, inputOf(shop, more))).toMatchObject({
      order: null,
      userErrors: [{ code, field }],
    })
    expect(await quantityIn(buyer)).toBe(1)
    expect(await stockOf(shop, 0)).toBe(before)
  })

  test('an empty cart', async () => {
    expect(await place(newBuyer(api, shop), inputOf(shop))).toMatchObject({
      userErrors: [{ code: 'CART_EMPTY' }],
    })
  })

  test('every problem is told at once', async () => {
    const input = inputOf(shop, { email: '', billingAddress: { ...address, city: '', line1: '' } })
    const { userErrors } = await place(await buyerWith(shop, [1]), input)
    expect(userErrors.map(({ code }) => code)).toEqual([
      'INVALID_EMAIL',
      'INVALID_ADDRESS',
      'INVALID_ADDRESS',
    ])
  })

  test('a price that rose meanwhile, until the new total is confirmed', async () => {
    const at = await newShop()
    const buyer = await buyerWith(at, [1])
    await inShopAsOwner(api, at.id, [['update variant set price = 1100 where id = $1', at.variants[0]?.id]])
    expect((await place(buyer, inputOf(at, { expectedTotal: 1490 }))).userErrors).toMatchObject([
      { code: 'PRICE_CHANGED' },
    ])
    expect((await place(buyer, inputOf(at, { expectedTotal: 1590 }))).order?.total.amount).toBe(1590)
  })

  test('a key that is no UUID', async () => {
    const { errors } = await newBuyer(api, shop).ask(PLACE, { input: inputOf(shop, { idempotencyKey: '1' }) })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('the same again', () => {
  test('two clicks are one order', async () => {
    const buyer = await buyerWith(shop, [1])
    const input = inputOf(shop)
    const answers = await Promise.all([1, 2, 3, 4].map(() => place(buyer, input)))
    expect(new Set(answers.map(({ order }) => order?.code)).size).toBe(1)
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([])
    expect((await place(buyer, input)).order?.code).toBe(answers[0]?.order?.code)
  })

  test('two clicks on the last item are one order too', async () => {
    const at = await newShop({ variants: [{ stock: 1 }] })
    const buyer = await buyerWith(at, [1])
    const input = inputOf(at)
    const answers = await Promise.all([1, 2, 3].map(() => place(buyer, input)))
    expect(new Set(answers.map(({ order }) => order?.code)).size).toBe(1)
    expect(answers[0]?.order).not.toBeNull()
  })

  test('a key used again for something else is refused', async () => {
    const buyer = await buyerWith(shop, [1])
    const input = inputOf(shop)
    await place(buyer, input)
    expect(await place(buyer, { ...input, email: 'other@buyers.test' })).toMatchObject({
      order: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
    })
  })

  test('a cart that a crash left is not ordered twice, whatever the key', async () => {
    const buyer = await buyerWith(shop, [1])
    const keys = await api.app.redis.keys(`cart:{${shop.id}:${buyer.visitorId?.split('.')[0]}}`)
    const left = await api.app.redis.hgetall(keys[0] ?? '')
    const first = await place(buyer, inputOf(shop))
    await api.app.redis.hset(keys[0] ?? '', left)
    const again = await place(buyer, inputOf(shop))
    expect(again.order?.code).toBe(first.order?.code)
    expect(await quantityIn(buyer)).toBe(0)
  })
})

describe('stock', () => {
  test('two buyers and one last item are one order', async () => {
    const at = await newShop({ variants: [{ stock: 1 }, { stock: 50 }] })
    const buyers = await Promise.all([1, 2, 3, 4, 5].map(() => buyerWith(at, [1, 1])))
    const answers = await Promise.all(buyers.map((buyer) => place(buyer, inputOf(at))))
    expect(answers.filter(({ order }) => order)).toHaveLength(1)
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array(4).fill('OUT_OF_STOCK'),
    )
    expect(await stockOf(at, 0)).toBe(0)
    expect(await stockOf(at, 1)).toBe(49)
  })

  test('the catalog shows what is left', async () => {
    const at = await newShop({ variants: [{ stock: 5 }] })
    await place(await buyerWith(at, [2]), inputOf(at))
    await expect
      .poll(async () => {
        const { data } = await newBuyer(api, at).ask<{
          product: { variants: { availableQuantity: number }[] }
        }>('{ product(slug: "product-1") { variants { availableQuantity } } }')
        return data.product.variants[0]?.availableQuantity
      })
      .toBe(3)
  })
})

describe('what it would cost', () => {
  test('is what it costs', async () => {
    const at = await newShop({ variants: [{ price: 1000, taxBasisPoints: 550 }, { price: 333 }] })
    const buyer = await buyerWith(at, [1, 3])
    const QUOTE = `query ($m: ID) { quote(countryCode: "FR", shippingMethodId: $m) { subtotal { amount } taxTotal { amount } total { amount } } }`
    const { data } = await buyer.ask<{ quote: { total: { amount: number } } }>(QUOTE, {
      m: at.shippingMethodId,
    })
    const { order } = await place(buyer, inputOf(at, { expectedTotal: data.quote.total.amount }))
    expect(order).toMatchObject(data.quote)
  })
})

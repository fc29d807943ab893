import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { buyerWithCart, orderInput, placeOrder, cartQuantity, stockOf } from '../../test/checkout.ts'
import { createShop, type ShopOptions, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const newShop = (options: ShopOptions = {}) => createShop(api, options)

describe('a repeated placeOrder', () => {
  test('creates one order for simultaneous requests with the same key, and returns it again later', async () => {
    const buyer = await buyerWithCart(api, shop, [1])
    const input = orderInput(shop)
    const responses = await Promise.all([1, 2, 3, 4].map(() => placeOrder(buyer, input)))
    expect(new Set(responses.map(({ order }) => order?.code)).size).toBe(1)
    expect(responses.flatMap(({ userErrors }) => userErrors)).toEqual([])
    expect((await placeOrder(buyer, input)).order?.code).toBe(responses[0]?.order?.code)
  })

  test('creates one order for simultaneous requests for the last item', async () => {
    const smallShop = await newShop({ variants: [{ stock: 1 }] })
    const buyer = await buyerWithCart(api, smallShop, [1])
    const input = orderInput(smallShop)
    const responses = await Promise.all([1, 2, 3].map(() => placeOrder(buyer, input)))
    expect(new Set(responses.map(({ order }) => order?.code)).size).toBe(1)
    expect(responses[0]?.order).not.toBeNull()
  })

  test('rejects a key that was used with other input', async () => {
    const buyer = await buyerWithCart(api, shop, [1])
    const input = orderInput(shop)
    await placeOrder(buyer, input)
    expect(await placeOrder(buyer, { ...input, email: 'other@buyers.test' })).toMatchObject({
      order: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
    })
  })

  test('does not order the same cart version twice with another key, when a crash left the cart uncleared', async () => {
    const buyer = await buyerWithCart(api, shop, [1])
    const keys = await api.app.redis.keys(`cart:{${shop.id}:${buyer.visitorId?.split('.')[0]}}`)
    const uncleared = await api.app.redis.hgetall(keys[0] ?? '')
    const first = await placeOrder(buyer, orderInput(shop))
    await api.app.redis.hset(keys[0] ?? '', uncleared)
    const again = await placeOrder(buyer, orderInput(shop))
    expect(again.order?.code).toBe(first.order?.code)
    expect(await cartQuantity(buyer)).toBe(0)
  })
})

describe('stock', () => {
  test('lets one of five buyers order the last item and leaves the other stock reserved once', async () => {
    const smallShop = await newShop({ variants: [{ stock: 1 }, { stock: 50 }] })
    const buyers = await Promise.all([1, 2, 3, 4, 5].map(() => buyerWithCart(api, smallShop, [1, 1])))
    const responses = await Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(smallShop))))
    expect(responses.filter(({ order }) => order)).toHaveLength(1)
    expect(responses.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array(4).fill('OUT_OF_STOCK'),
    )
    expect(await stockOf(api, smallShop, 0)).toBe(0)
    expect(await stockOf(api, smallShop, 1)).toBe(49)
  })

  test('is updated in the catalog after an order', async () => {
    const smallShop = await newShop({ variants: [{ stock: 5 }] })
    await placeOrder(await buyerWithCart(api, smallShop, [2]), orderInput(smallShop))
    await expect
      .poll(async () => {
        const { data } = await newBuyer(api, smallShop).request<{
          product: { variants: { availableQuantity: number }[] }
        }>('{ product(slug: "product-1") { variants { availableQuantity } } }')
        return data.product.variants[0]?.availableQuantity
      })
      .toBe(3)
  })
})

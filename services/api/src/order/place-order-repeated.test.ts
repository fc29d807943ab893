import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { buyerWith, orderInput, placeOrder, quantityIn, stockOf } from '../../test/checkout.ts'
import { createShop, type ShopOptions, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const newShop = (wishes: ShopOptions = {}) => createShop(api, wishes)

describe('the same again', () => {
  test('two clicks are one order', async () => {
    const buyer = await buyerWith(api, shop, [1])
    const input = orderInput(shop)
    const answers = await Promise.all([1, 2, 3, 4].map(() => placeOrder(buyer, input)))
    expect(new Set(answers.map(({ order }) => order?.code)).size).toBe(1)
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([])
    expect((await placeOrder(buyer, input)).order?.code).toBe(answers[0]?.order?.code)
  })

  test('two clicks on the last item are one order too', async () => {
    const at = await newShop({ variants: [{ stock: 1 }] })
    const buyer = await buyerWith(api, at, [1])
    const input = orderInput(at)
    const answers = await Promise.all([1, 2, 3].map(() => placeOrder(buyer, input)))
    expect(new Set(answers.map(({ order }) => order?.code)).size).toBe(1)
    expect(answers[0]?.order).not.toBeNull()
  })

  test('a key used again for something else is refused', async () => {
    const buyer = await buyerWith(api, shop, [1])
    const input = orderInput(shop)
    await placeOrder(buyer, input)
    expect(await placeOrder(buyer, { ...input, email: 'other@buyers.test' })).toMatchObject({
      order: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
    })
  })

  test('a cart that a crash left is not ordered twice, whatever the key', async () => {
    const buyer = await buyerWith(api, shop, [1])
    const keys = await api.app.redis.keys(`cart:{${shop.id}:${buyer.visitorId?.split('.')[0]}}`)
    const left = await api.app.redis.hgetall(keys[0] ?? '')
    const first = await placeOrder(buyer, orderInput(shop))
    await api.app.redis.hset(keys[0] ?? '', left)
    const again = await placeOrder(buyer, orderInput(shop))
    expect(again.order?.code).toBe(first.order?.code)
    expect(await quantityIn(buyer)).toBe(0)
  })
})

describe('stock', () => {
  test('two buyers and one last item are one order', async () => {
    const at = await newShop({ variants: [{ stock: 1 }, { stock: 50 }] })
    const buyers = await Promise.all([1, 2, 3, 4, 5].map(() => buyerWith(api, at, [1, 1])))
    const answers = await Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(at))))
    expect(answers.filter(({ order }) => order)).toHaveLength(1)
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array(4).fill('OUT_OF_STOCK'),
    )
    expect(await stockOf(api, at, 0)).toBe(0)
    expect(await stockOf(api, at, 1)).toBe(49)
  })

  test('the catalog shows what is left', async () => {
    const at = await newShop({ variants: [{ stock: 5 }] })
    await placeOrder(await buyerWith(api, at, [2]), orderInput(at))
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

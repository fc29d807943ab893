import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

test('a quote equals the totals of the order placed afterwards', async () => {
  const at = await createShop(api, { variants: [{ price: 1000, taxCategory: 'FOOD' }, { price: 333 }] })
  const buyer = await buyerWithCart(api, at, [1, 3])
  const QUOTE = `query ($m: ID) { quote(countryCode: "FR", shippingMethodId: $m) { subtotal { amount } taxTotal { amount } total { amount } } }`
  const { data } = await buyer.request<{ quote: { total: { amount: number } } }>(QUOTE, {
    m: at.shippingMethodId,
  })
  const { order } = await placeOrder(buyer, orderInput(at, { expectedTotal: data.quote.total.amount }))
  expect(order).toMatchObject(data.quote)
})

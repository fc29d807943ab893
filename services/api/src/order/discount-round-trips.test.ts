import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { countWithoutCatalog } from '../../test/count-statements.ts'
import { applyCode, saveDiscount } from '../../test/discount.ts'
import { headersOf } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api?.stop())

test('a discount takes no round trip to PostgreSQL', async () => {
  const shop = await createShop(api, { variants: [{ price: 1000 }] })
  await saveDiscount(api, await headersOf(api, shop, 'MANAGER'), { maxUses: 5, maxUsesPerEmail: 5 })
  const counts: number[] = []
  // The smallest of three counts: the API does some work of its own at any time.
  for (let orders = 0; orders < 3; orders++) {
    const buyer = await buyerWithCart(api, shop, [1])
    await expect.poll(() => applyCode(buyer, 'NOEL')).toEqual([])
    const { result, roundTrips } = await countWithoutCatalog(() => placeOrder(buyer, orderInput(shop)))
    expect(result.userErrors).toEqual([])
    counts.push(roundTrips)
  }
  expect(Math.min(...counts)).toBe(3)
})

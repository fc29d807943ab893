import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { orderInput, PLACE_ORDER } from '../../test/checkout.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

const connection = cuttableConnection(new URL(process.env.TEST_REDIS_URL ?? ''))
let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi({ REDIS_URL: await connection.listen() })
  shop = await createShop(api)
}, 60_000)
afterAll(async () => {
  await api.stop()
  connection.close()
}, 60_000)

test('without Redis, carts and orders are unavailable but the catalog works; carts return when Redis does', async () => {
  const buyer = newBuyer(api, shop)
  const ADD = `mutation { addToCart(variantId: "${shop.variants[0]?.id}") { cart { totalQuantity } userErrors { code } } }`
  const CART = '{ cart { totalQuantity } }'
  await expect.poll(async () => (await buyer.request(ADD)).status).toBe(200)
  connection.cut(true)

  const cart = await buyer.request(CART)
  expect(cart.data).toEqual({ cart: null })
  for (const { errors } of [
    cart,
    await buyer.request(ADD),
    await buyer.request(PLACE_ORDER, { input: orderInput(shop) }),
  ])
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE'])
  expect((await buyer.request('{ products { totalCount } }')).data).toEqual({ products: { totalCount: 3 } })

  connection.cut(false)
  await expect
    .poll(async () => (await buyer.request(CART)).data, { timeout: 10_000 })
    .toEqual({ cart: { totalQuantity: 1 } })
})

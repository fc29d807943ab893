import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { buyerWithCart, orderInput, placeOrder, stockOf } from '../../test/checkout.ts'
import { countStatements } from '../../test/count-statements.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, withConnection } from '../../test/sql.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let replicas: [TestApi, TestApi]

beforeAll(async () => {
  stores = await useIsolatedStores()
  replicas = [await startTestApi(), await startTestApi()]
}, 60_000)
afterAll(async () => {
  for (const api of replicas) await api.stop()
  await stores.drop()
}, 60_000)

/** A shop with one product that both replicas have in memory. */
async function shopOnBoth(stock: number): Promise<TestShop> {
  const shop = await createShop(replicas[0], { variants: [{ price: 1000, stock }] })
  for (const api of replicas) expect(await shownBy(api, shop)).toEqual([1000, stock])
  return shop
}

/** The price and the stock that a replica shows. */
async function shownBy(api: TestApi, shop: TestShop): Promise<[price: number, stock: number]> {
  const { data } = await newBuyer(api, shop).request<{
    product: { variants: { price: { amount: number }; availableQuantity: number }[] }
  }>('{ product(slug: "product-1") { variants { price { amount } availableQuantity } } }')
  const [variant] = data.product.variants
  return [variant?.price.amount ?? 0, variant?.availableQuantity ?? 0]
}

const setPrice = (shop: TestShop, price: number) =>
  executeInShop(replicas[0], shop, 'update variant set price = $1', price)

test('ten buyers on two replicas order the last three items three times', async () => {
  const shop = await shopOnBoth(3)
  const buyers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => buyerWithCart(replicas[index % 2 ? 1 : 0], shop, [1])),
  )
  const replies = await Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(shop))))
  expect(replies.filter(({ order }) => order !== null)).toHaveLength(3)
  expect(await stockOf(replicas[0], shop, 0)).toBe(0)
  for (const api of replicas) await expect.poll(() => shownBy(api, shop)).toEqual([1000, 0])
})

test('each replica shows a price that changes while buyers order', async () => {
  const shop = await shopOnBoth(100)
  for (let price = 1001; price <= 1010; price++) {
    const buyer = await buyerWithCart(replicas[price % 2 ? 1 : 0], shop, [1])
    await Promise.all([setPrice(shop, price), placeOrder(buyer, orderInput(shop))])
    for (const api of replicas)
      await expect.poll(() => shownBy(api, shop)).toEqual([price, 100 - (price - 1000)])
  }
})

test('each replica shows a scheduled product at its time, and reads no other', async () => {
  const shop = await shopOnBoth(5)
  const isShownBy = async (api: TestApi) => {
    const { data } = await newBuyer(api, shop).request<{ product: object | null }>(
      '{ product(slug: "product-1") { id } }',
    )
    return data.product !== null
  }
  await executeInShop(replicas[0], shop, "update product set publish_at = now() + interval '2 seconds'")
  for (const api of replicas) await expect.poll(() => isShownBy(api)).toBe(false)
  const { statements } = await countStatements(async () => {
    for (const api of replicas) await expect.poll(() => isShownBy(api), { timeout: 10_000 }).toBe(true)
  })
  expect(statements.filter((sql) => /declare page/.test(sql))).toEqual([])
})

test('a change runs no statement for another shop', async () => {
  const shop = await shopOnBoth(5)
  const other = await shopOnBoth(5)
  // Once this change is seen, the earlier ones of the other shop have been read too.
  await setPrice(other, 999)
  for (const api of replicas) await expect.poll(() => shownBy(api, other)).toEqual([999, 5])
  const { statements } = await countStatements(async () => {
    await setPrice(shop, 1234)
    for (const api of replicas) await expect.poll(() => shownBy(api, shop)).toEqual([1234, 5])
    expect(await shownBy(replicas[0], other)).toEqual([999, 5])
  })
  expect(statements.filter((sql) => sql.includes(shop.id)).length).toBeGreaterThan(0)
  expect(statements.filter((sql) => sql.includes(other.id))).toEqual([])
})

test('while a price is read, the previous one is served, and stock that changes then is not set back', async () => {
  const shop = await shopOnBoth(50)
  const [api] = replicas
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (locking) => {
    const countWaiting = async () => {
      const { rows } = await locking.query(
        "select from pg_locks where relation = 'product_slug'::regclass and not granted",
      )
      return rows.length
    }
    await locking.query('begin')
    await locking.query('lock table product_slug in access exclusive mode')
    await setPrice(shop, 2222)
    await expect.poll(countWaiting).toBe(replicas.length)
    for (const replica of replicas) expect(await shownBy(replica, shop)).toEqual([1000, 50])

    await executeInShop(api, shop, 'update stock set on_hand = 7')
    await api.owner.query('notify shop_changed')
    for (const replica of replicas) await expect.poll(() => shownBy(replica, shop)).toEqual([1000, 7])
    await locking.query('commit')
  })
  for (const replica of replicas) {
    let shown = await shownBy(replica, shop)
    while (shown[0] === 1000) shown = await shownBy(replica, shop)
    expect(shown).toEqual([2222, 7])
  }
})

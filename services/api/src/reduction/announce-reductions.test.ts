import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, queryInShop, withConnection } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

interface Payload {
  reductions: { sku: string; price: { amount: number }; priorPrice: { amount: number } }[] | null
  userErrors: { code: string; field: string[] | null }[]
}

/** A shop whose only variant has cost these prices, each since a number of days ago; the last one is charged now. */
async function shopWithPrices(...history: (readonly [daysAgo: number, price: number])[]) {
  const shop = await createShop(api, { variants: [{ price: history[0]?.[1] ?? 0 }] })
  const variantId = shop.variants[0]?.id ?? ''
  const headers = await headersOf(api, shop, 'MANAGER')
  const setPrice = (price: number) =>
    executeInShop(api, shop, 'update variant set price = $2 where id = $1', variantId, price)
  for (const [, price] of history.slice(1)) await setPrice(price)
  await executeInShop(
    api,
    shop,
    `with dated as (
       select since, row_number() over (order by since) as n from price_history where variant_id = $1
     ) update price_history h set since = now() - ($2::float8[])[d.n] * interval '1 day' from dated d where d.since = h.since and h.variant_id = $1`,
    variantId,
    history.map(([daysAgo]) => daysAgo),
  )
  const send = async <T>(document: string): Promise<T> => {
    const { data, errors } = await merchant<T>(api, document, { ids: [variantId] }, headers)
    expect(errors).toBeUndefined()
    return data
  }
  return {
    shop,
    variantId,
    setPrice,
    announce: async () =>
      (
        await send<{ announceReductions: Payload }>(
          `mutation ($ids: [ID!]!) { announceReductions(variantIds: $ids) {
            reductions { sku price { amount } priorPrice { amount } } userErrors { code field } } }`,
        )
      ).announceReductions,
    withdraw: () =>
      send<object>(
        'mutation ($ids: [ID!]!) { withdrawReductions(variantIds: $ids) { variantIds userErrors { code } } }',
      ),
    priorPrice: async () => {
      const { data } = await newBuyer(api, shop).request<{
        product: { variants: { priorPrice: { amount: number } | null }[] }
      }>('{ product(slug: "product-1") { variants { priorPrice { amount } } } }')
      return data.product.variants[0]?.priorPrice?.amount ?? null
    },
  }
}

const refused = { reductions: null, userErrors: [{ code: 'PRICE_NOT_REDUCED', field: ['variantIds', '0'] }] }

test.each([
  [
    'one price before',
    [
      [100, 5000],
      [0, 4000],
    ],
    5000,
  ],
  [
    'several prices: the lowest of the last 30 days',
    [
      [100, 5000],
      [20, 4500],
      [10, 6000],
      [0, 4000],
    ],
    4500,
  ],
  [
    'a price that was charged when the 30 days began',
    [
      [100, 4200],
      [20, 6000],
      [0, 4000],
    ],
    4200,
  ],
  [
    'a lower price that ended more than 30 days before',
    [
      [100, 3000],
      [40, 5000],
      [0, 4000],
    ],
    5000,
  ],
  [
    'a new product',
    [
      [3, 5000],
      [0, 4000],
    ],
    5000,
  ],
  [
    'a product that was cheaper at first',
    [
      [3, 4500],
      [2, 5000],
      [0, 4000],
    ],
    4500,
  ],
  [
    'a reduction that began days ago',
    [
      [100, 5000],
      [10, 4000],
    ],
    5000,
  ],
] as const)('the prior price after %s', async (_, history, priorPrice) => {
  const { announce, priorPrice: shown } = await shopWithPrices(...history)
  expect(await announce()).toEqual({
    reductions: [{ sku: 'SKU-1', price: { amount: 4000 }, priorPrice: { amount: priorPrice } }],
    userErrors: [],
  })
  await expect.poll(shown).toBe(priorPrice)
})

test.each([
  ['a price that never changed', [[100, 4000]]],
  [
    'a price that fell more than 30 days ago',
    [
      [100, 5000],
      [31, 4000],
    ],
  ],
  [
    'a price that rose',
    [
      [100, 3000],
      [0, 4000],
    ],
  ],
  [
    'a price that was raised only to be lowered again',
    [
      [100, 4000],
      [5, 6000],
      [0, 4000],
    ],
  ],
  [
    'a price that was lower within the last 30 days',
    [
      [100, 6000],
      [20, 3000],
      [15, 6000],
      [0, 4000],
    ],
  ],
] as const)('%s cannot be announced as a reduction', async (_, history) => {
  const { announce, shop } = await shopWithPrices(...history)
  expect(await announce()).toEqual(refused)
  expect(await queryInShop(api, shop, 'select reduced_since from variant')).toEqual([{ reduced_since: null }])
})

test('a price that is charged when the 30 days begin counts, and one that ended at that moment does not', async () => {
  const { announce, shop, variantId } = await shopWithPrices([100, 3000], [40, 5000], [0, 4000])
  const endsAt = (offset: string) =>
    executeInShop(
      api,
      shop,
      `update price_history set since = (select max(since) from price_history where variant_id = $1) - interval '30 days' + $2::interval
       where variant_id = $1 and price = 5000`,
      variantId,
      offset,
    )
  await endsAt('1 second')
  expect((await announce()).userErrors).toMatchObject([{ code: 'PRICE_NOT_REDUCED' }])
  await endsAt('0 seconds')
  expect((await announce()).reductions).toMatchObject([{ priorPrice: { amount: 5000 } }])
})

test('a price is the newest of its history, even if its transaction began before that of an earlier one', async () => {
  const { shop, variantId, announce } = await shopWithPrices([100, 5000])
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (owner) => {
    await owner.query('begin')
    await owner.query(`select set_config('app.shop_id', $1, true)`, [shop.id])
    await executeInShop(api, shop, 'update variant set price = 6000 where id = $1', variantId)
    await owner.query('update variant set price = 4000 where id = $1', [variantId])
    await owner.query('commit')
  })
  const history = await queryInShop<{ price: number }>(
    api,
    shop,
    'select price from price_history where variant_id = $1 order by since',
    variantId,
  )
  expect(history.map(({ price }) => price)).toEqual([5000, 6000, 4000])
  expect((await announce()).reductions).toMatchObject([{ priorPrice: { amount: 5000 } }])
})

test('a price that falls further keeps the prior price of before the first reduction, until it rises', async () => {
  const { announce, setPrice, priorPrice } = await shopWithPrices([100, 5000], [10, 4500])
  await announce()
  await setPrice(4000)
  expect(await announce()).toMatchObject({
    reductions: [{ price: { amount: 4000 }, priorPrice: { amount: 5000 } }],
  })
  await expect.poll(priorPrice).toBe(5000)
  await setPrice(4100)
  await expect.poll(priorPrice).toBeNull()
  expect(await announce()).toEqual(refused)
})

test('without an announcement nothing is crossed out, and a withdrawn one no longer is', async () => {
  const { announce, withdraw, priorPrice, variantId } = await shopWithPrices([100, 5000], [0, 4000])
  expect(await priorPrice()).toBeNull()
  await announce()
  await expect.poll(priorPrice).toBe(5000)
  expect(await withdraw()).toEqual({ withdrawReductions: { variantIds: [variantId], userErrors: [] } })
  await expect.poll(priorPrice).toBeNull()
})

test('a reduction that is announced already is not locked: whoever edits that variant holds up nobody', async () => {
  const { shop, variantId, announce } = await shopWithPrices([100, 5000], [0, 4000])
  const first = await announce()
  await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (owner) => {
    await owner.query(`begin; set local app.shop_id to '${shop.id}'`)
    await owner.query('select from variant where id = $1 for no key update', [variantId])
    expect(await announce()).toEqual(first)
  })
})

test('the history can only grow: the API’s role may not write it', async () => {
  const { rows } = await api.owner.query<{ privilege_type: string }>(
    `select privilege_type from information_schema.role_table_grants where table_name = 'price_history' and grantee = 'triclic_api'`,
  )
  expect(rows).toEqual([{ privilege_type: 'SELECT' }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

test('counts at most 10,000 orders, or 500 of which more than the index of the list is read, and says that there are more', async () => {
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'CERTIFIER')
  const insert = (from: number, to: number) =>
    executeInShop(
      api,
      shop,
      `insert into "order" (id, shop_id, code, status, visitor, idempotency_key, input_hash, cart_version, language, email,
         billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
       select gen_random_uuid(), $1, 'C' || n, 'PAID', 'visitor', gen_random_uuid(), '\\x00', n::text, 'fr', 'a@b.test', '{}', '{}',
         'EUR', 0, 0, 0, 0 from generate_series($2::int, $3::int) n`,
      shop.id,
      from,
      to,
    )
  const counted = async (filter: Record<string, unknown>) => {
    const query = `query ($filter: OrderFilter) { orderCount(filter: $filter)
      orders(filter: $filter, first: 1) { totalCount totalCountIsCapped nodes { code } } }`
    const { data } = await merchant<{ orderCount: number; orders: Record<string, unknown> }>(
      api,
      query,
      { filter },
      headers,
    )
    expect(data.orderCount).toBe(data.orders.totalCount)
    return [data.orders.totalCount, data.orders.totalCountIsCapped, (data.orders.nodes as unknown[]).length]
  }
  const filters = [
    {},
    { status: ['PAID'] },
    { search: 'c' },
    { search: 'c', status: ['PAID'] },
    { placedSince: '2026-01-01' },
  ]
  const wideFilters = [{ channel: 'WEB' }, { channel: 'WEB', isPickup: false }, { totalTo: 0 }]
  await insert(1, 500)
  for (const filter of [...filters, ...wideFilters]) expect(await counted(filter)).toEqual([500, false, 1])
  await insert(501, 10_000)
  for (const filter of wideFilters) expect(await counted(filter)).toEqual([500, true, 1])
  for (const filter of filters) expect(await counted(filter)).toEqual([10_000, false, 1])
  await insert(10_001, 10_001)
  for (const filter of filters) expect(await counted(filter)).toEqual([10_000, true, 1])
  expect(await counted({ search: 'c1000', status: ['PAID'] })).toEqual([3, false, 1])
  expect(await counted({ search: 'c', status: ['CANCELLED'] })).toEqual([0, false, 0])

  // The search reads words in their order: these are the last, beyond what it reads.
  await insert(10_002, 10_050)
  await executeInShop(api, shop, `update "order" set status = 'CANCELLED' where code like 'C999%'`)
  const { data } = await merchant<{ orders: Record<string, unknown> }>(
    api,
    `{ orders(filter: { search: "c", status: [CANCELLED] }, first: 5) {
       totalCount totalCountIsCapped nodes { code } pageInfo { hasNextPage } } }`,
    {},
    headers,
  )
  expect(data.orders).toMatchObject({ totalCountIsCapped: true, pageInfo: { hasNextPage: true } })
  expect(data.orders['nodes']).toHaveLength(5)
  expect(data.orders['totalCount']).toBeGreaterThan(5)
}, 60_000)

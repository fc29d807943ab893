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

interface VatChecks {
  nodes: { number: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const QUERY = `query ($after: String) { vatChecks(first: 50, after: $after) {
  nodes { number } totalCount pageInfo { hasNextPage endCursor } } }`

test('the checks of VAT numbers are listed in pages, newest first, however many there are', async () => {
  const shop = await createShop(api)
  const headers = await headersOf(api, shop, 'OWNER')
  await executeInShop(
    api,
    shop,
    `insert into vat_check (shop_id, id, number, country, checked_on, reference, recorded_at)
     select $1::uuid, gen_random_uuid(), 'DE' || n, 'DE', date '2026-11-20', 'W' || n, now() - n * interval '1 minute' from generate_series(100, 209) n`,
    shop.id,
  )
  const seen: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3; page++) {
    const { data }: { data: { vatChecks: VatChecks } } = await merchant(api, QUERY, { after }, headers)
    expect(data.vatChecks.totalCount).toBe(110)
    seen.push(...data.vatChecks.nodes.map(({ number }) => number))
    after = data.vatChecks.pageInfo.endCursor
    expect(data.vatChecks.pageInfo.hasNextPage).toBe(page < 2)
  }
  expect(seen).toEqual(Array.from({ length: 110 }, (_, index) => `DE${index + 100}`))
})

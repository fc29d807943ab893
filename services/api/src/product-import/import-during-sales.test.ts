import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { changeImport, checkFile, readImport } from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import type { TestApi } from '../../test/api.ts'

let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  await isolated.startWorker()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => isolated?.stop())

const countVariants = async (): Promise<number> => {
  const [row] = await queryInShop<{ count: number }>(
    api,
    shop,
    'select count(*)::integer as count from variant where shop_id = $1',
    shop.id,
  )
  return row?.count ?? 0
}

test('orders are placed while 10,000 products are imported', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `Item ${index},ITEM-${index},${index % 500}.50,${index % 90}`,
  )
  const { id, createdCount } = await checkFile(
    api,
    headers,
    ['Name,SKU,Price,Stock', ...rows, ...shop.variants.map(({ sku }) => `,${sku},,500`)].join('\n'),
  )
  expect(createdCount).toBe(10_000)
  await changeImport(api, headers, 'applyProductImport', id)
  let orders = 0
  while ((await readImport(api, headers, id)).status === 'APPLYING') {
    await placeTestOrder(api, shop)
    orders++
  }
  expect(await readImport(api, headers, id)).toMatchObject({
    status: 'APPLIED',
    createdCount: 10_000,
    changedCount: 3,
  })
  expect(orders).toBeGreaterThan(0)
  expect(await countVariants()).toBe(10_000 + shop.variants.length)
  const [sold] = await queryInShop<{ reserved: number; on_hand: number }>(
    api,
    shop,
    `select sum(reserved)::integer as reserved, max(on_hand) as on_hand from stock where shop_id = $1 and reserved > 0`,
    shop.id,
  )
  expect(sold?.reserved).toBeGreaterThanOrEqual(orders)
  expect(sold?.on_hand).toBe(500)
}, 120_000)

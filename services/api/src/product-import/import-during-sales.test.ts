import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { changeImport, checkFile, finished, readImport, type TestImport } from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
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
  await executeInShop(api, shop, 'update stock set on_hand = 4000 where shop_id = $1', shop.id)
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

const BUYERS = 4

/** Whoever waits for a product for more than two seconds on a busy machine is told so, and loses nothing. */
function isToldToTryAgain(error: unknown): false {
  if (!String(error).includes('SERVICE_UNAVAILABLE')) throw error
  return false
}

test('buyers order the products that an import of 10,000 is changing, and its progress is seen while nothing of it is, even if statistics are made meanwhile', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `Item ${index},ITEM-${index},${index % 500}.50,${index % 90}`,
  )
  const sold = shop.variants.map(({ sku }) => `,${sku},77.00,5000`)
  const { id, createdCount } = await checkFile(
    api,
    headers,
    ['Name,SKU,Price,Stock', ...rows, ...sold].join('\n'),
  )
  expect(createdCount).toBe(10_000)

  const seen: TestImport[] = []
  const variantCounts = new Set<number>()
  const orders: number[] = []
  let isApplying = true
  const buy = async (): Promise<void> => {
    while (isApplying) {
      const isPlaced = await placeTestOrder(api, shop).then(() => true, isToldToTryAgain)
      if (isPlaced) orders.push(seen.at(-1)?.rowsDone ?? 0)
    }
  }
  await changeImport(api, headers, 'applyProductImport', id)
  const buyers = Promise.allSettled(Array.from({ length: BUYERS }, buy))
  for (;;) {
    const count = await countVariants()
    const present = await readImport(api, headers, id)
    if (present.status !== 'APPLYING') break
    seen.push(present)
    // As autovacuum may do at any moment: it counts no row of a transaction that is not committed.
    if (present.rowsDone > 0) await api.owner.query('analyze product, variant, stock, stock_movement')
    variantCounts.add(count)
    // A member may make 1000 requests in ten seconds.
    await setTimeout(50)
  }
  isApplying = false
  expect((await buyers).filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await finished(api, headers, id)).toMatchObject({
    status: 'APPLIED',
    createdCount: 10_000,
    changedCount: 3,
  })

  // Rows were seen to be written, in order, before the first of them was there.
  const written = seen.map(({ rowsDone }) => rowsDone)
  expect(written).toEqual([...written].sort((a, b) => a - b))
  expect(written.filter((count) => count > 0 && count < 10_003).length).toBeGreaterThan(1)
  expect([...variantCounts]).toEqual([shop.variants.length])
  // Orders were placed while the transaction had changed their products, and did not wait for its end.
  expect(orders.filter((rowsDone) => rowsDone > 0).length).toBeGreaterThan(0)

  expect(await countVariants()).toBe(10_000 + shop.variants.length)
  const [stock] = await queryInShop<{ reserved: number; on_hand: number; ordered: number }>(
    api,
    shop,
    `select (select sum(reserved)::integer from stock where shop_id = $1) as reserved,
       (select max(on_hand) from stock where shop_id = $1 and reserved > 0) as on_hand,
       (select sum(quantity)::integer from order_line where shop_id = $1) as ordered`,
    shop.id,
  )
  expect(stock).toMatchObject({ on_hand: 5000, reserved: stock?.ordered })
}, 120_000)

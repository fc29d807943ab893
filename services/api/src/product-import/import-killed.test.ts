import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { changeImport, checkFile, finished, readImport } from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { workerVariables } from '../../test/worker.ts'

const built = fileURLToPath(new URL('../../dist/src/bin/worker.js', import.meta.url))
let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
let headers: Record<string, string>
const running: ChildProcess[] = []

beforeAll(async () => {
  if (!existsSync(built)) throw new Error('The worker is not built: npm run build -w @triclic/api')
  isolated = await startIsolatedApi()
  api = isolated.api
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterEach(async () => {
  for (const worker of running.splice(0)) await kill(worker)
})
afterAll(() => isolated?.stop())

function startWorker(): ChildProcess {
  const env = { PATH: process.env.PATH, ...workerVariables(api, isolated.smtp.url) }
  const worker = spawn(process.execPath, [built], { env, stdio: 'ignore' })
  running.push(worker)
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

const counts = async () => {
  const [row] = await queryInShop<Record<string, number>>(
    api,
    shop,
    `select (select count(*)::integer from product where shop_id = $1) as products,
       (select count(*)::integer from variant where shop_id = $1) as variants,
       (select count(*)::integer from stock_movement where shop_id = $1) as movements,
       (select count(*)::integer from collection_product where shop_id = $1) as members,
       (select count(*)::integer from product_import_change where shop_id = $1) as changes`,
    shop.id,
  )
  return row
}

const ROWS = 8_000

test('a worker that is killed while it applies or undoes an import leaves nothing half done, and the next one finishes it', async () => {
  const first = startWorker()
  const rows = Array.from(
    { length: ROWS },
    (_, index) => `Item ${index},ITEM-${index},1.50,${index % 9},C${index % 20}`,
  )
  const { id } = await checkFile(api, headers, ['Name,SKU,Price,Stock,Collections', ...rows].join('\n'))
  const before = await counts()

  await changeImport(api, headers, 'applyProductImport', id)
  await expect
    .poll(async () => (await readImport(api, headers, id)).rowsDone, { timeout: 120_000, interval: 10 })
    .toBeGreaterThan(0)
  await kill(first)
  expect((await readImport(api, headers, id)).status).toBe('APPLYING')
  await expect.poll(() => counts()).toEqual(before)

  const second = startWorker()
  expect(await finished(api, headers, id)).toMatchObject({
    status: 'APPLIED',
    createdCount: ROWS,
    newCollectionCount: 20,
  })
  const after = await counts()
  expect(after).toMatchObject({ products: (before?.products ?? 0) + ROWS, changes: ROWS, members: ROWS })
  expect(after?.movements).toBe((before?.movements ?? 0) + rows.filter((_, index) => index % 9 > 0).length)

  await changeImport(api, headers, 'undoProductImport', id)
  await expect
    .poll(async () => (await readImport(api, headers, id)).status, { timeout: 60_000, interval: 1 })
    .toBe('UNDOING')
  await kill(second)
  if ((await readImport(api, headers, id)).status === 'UNDOING') expect(await counts()).toEqual(after)
  startWorker()
  expect(await finished(api, headers, id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
  expect(await counts()).toMatchObject({ products: before?.products, variants: before?.variants, members: 0 })
}, 400_000)

import 'reflect-metadata'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { captureLog } from '../../test/capture-log.ts'
import { connectAsWorker } from '../../test/events.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { expireBatch, expireOrders } from '../order/expire-orders.ts'
import { dueBatchesTask, dueRowsTask } from './due-rows-task.ts'

const MESSAGE = 'Could not expire an order; will retry'
const expireOneByOne = dueRowsTask('due_order', (ctx: WorkerContext, id) => expireBatch(ctx, [id]), MESSAGE)

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let app: WorkerApp
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  app = (await connectAsWorker(api)) as WorkerApp
  await api.owner.query(`create function refuse_to_expire() returns trigger language plpgsql as
    $$ begin raise exception 'this order can’t expire'; end $$`)
  await api.owner.query(`create trigger refuse_to_expire before update on "order" for each row
    when (old.email = 'fails@buyers.test' and new.status = 'EXPIRED') execute function refuse_to_expire()`)
})
afterEach(async () => {
  await api.owner.query('delete from shop')
  // Lets the tasks forget the shops whose turn it was.
  await expireOneByOne(app)
  await expireOrders(app)
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

/** Adds orders that became due so many days ago, all at the same moment. */
async function addDueOrders(
  shop: TestShop,
  count: number,
  daysAgo: number,
  email = 'camille@buyers.test',
): Promise<void> {
  for (let index = 0; index < count; index++) await insertTestOrder(api, shop, { email, lines: 0 })
  await executeInShop(
    api,
    shop,
    `update "order" set status_since = date_trunc('day', now()) - make_interval(days => $1)
     where status_since > now() - interval '1 hour' and email = $2`,
    daysAgo + 7,
    email,
  )
}

/** Number of the shop's orders that have expired. */
const countExpired = async (shop: TestShop): Promise<number | undefined> =>
  (
    await queryInShop<{ count: number }>(
      api,
      shop,
      `select count(*)::int from "order" where shop_id = $1 and status = 'EXPIRED'`,
      shop.id,
    )
  )[0]?.count

test('a run passes over more failing rows than fit in one batch, and reports each of them once', async () => {
  const [failing, other] = [await createShop(api), await createShop(api)]
  await addDueOrders(failing, 120, 30, 'fails@buyers.test')
  await addDueOrders(failing, 70, 20)
  await addDueOrders(other, 1, 10)

  const { lines } = await captureLog(async () => {
    expect(await expireOneByOne(app)).toEqual({ processed: 71, failed: 120 })
  })
  expect(await countExpired(failing)).toBe(70)
  expect(await countExpired(other)).toBe(1)
  const reported = lines.filter(({ msg }) => msg === MESSAGE)
  expect(new Set(reported.map(({ id }) => id)).size).toBe(120)
  expect(reported).toHaveLength(120)
})

test('shops take turns, and a run continues where the time of the last one ended', async () => {
  const [first, second] = [await createShop(api), await createShop(api)]
  await addDueOrders(first, 3, 30)
  await addDueOrders(second, 2, 10)
  const runs: (number | undefined)[][] = []
  for (let run = 0; run < 5; run++) {
    await expireOneByOne(app, 0)
    runs.push([await countExpired(first), await countExpired(second)])
  }
  expect(runs).toEqual([
    [1, 0],
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
  ])
})

test('a failing row of a run that ended early is not tried again before the rows after it', async () => {
  const shop = await createShop(api)
  await addDueOrders(shop, 2, 30, 'fails@buyers.test')
  await addDueOrders(shop, 1, 10)
  const counts: unknown[] = []
  await captureLog(async () => {
    for (let run = 0; run < 4; run++) counts.push(await expireOneByOne(app, 0))
  })
  expect(counts).toEqual([
    { processed: 0, failed: 1 },
    { processed: 0, failed: 1 },
    { processed: 1, failed: 0 },
    { processed: 0, failed: 1 },
  ])
})

test('a run begins no row once the worker is asked to stop', async () => {
  const shop = await createShop(api)
  await addDueOrders(shop, 3, 10)
  expect(await expireOneByOne({ ...app, stopping: AbortSignal.abort() })).toEqual({ processed: 0, failed: 0 })
  expect(await countExpired(shop)).toBe(0)
})

test('the worker learns of due rows which shops have some, and reads the rows themselves shop by shop', async () => {
  const shop = await createShop(api)
  await addDueOrders(shop, 1, 10)
  const worker = app.orm.em.fork()
  expect(await worker.execute('select shops_with_due_rows(?) as id', ['due_order'])).toEqual([
    { id: shop.id },
  ])
  expect(await worker.execute('select * from due_order')).toEqual([])
  await expect(worker.execute('select shops_with_due_rows(?)', ['order'])).rejects.toThrow(
    'not a view of due rows',
  )
})

test('a batch that fails is halved until the rows that fail are alone', async () => {
  const shop = await createShop(api)
  await addDueOrders(shop, 3, 30)
  await addDueOrders(shop, 1, 20, 'fails@buyers.test')
  await addDueOrders(shop, 4, 10, 'other@buyers.test')
  const sizes: number[] = []
  const expireInBatches = dueBatchesTask(
    'due_order',
    (ctx: WorkerContext, ids) => {
      sizes.push(ids.length)
      return expireBatch(ctx, ids)
    },
    MESSAGE,
  )
  const { lines } = await captureLog(async () => {
    expect(await expireInBatches(app)).toEqual({ processed: 7, failed: 1 })
  })
  expect(sizes).toEqual([8, 4, 2, 2, 1, 1, 4])
  expect(lines.filter(({ msg }) => msg === MESSAGE)).toHaveLength(1)
  expect(await countExpired(shop)).toBe(7)
})

test('batches of shops take turns, and a batch that fails as a whole does not end a run without any progress', async () => {
  const [backlog, other] = [await createShop(api), await createShop(api)]
  await addDueOrders(backlog, 1, 40, 'fails@buyers.test')
  await addDueOrders(backlog, 6, 30)
  await addDueOrders(other, 1, 10)
  const expireInBatches = dueBatchesTask('due_order', expireBatch, MESSAGE, 4)
  const runs: unknown[] = []
  await captureLog(async () => {
    for (let run = 0; run < 4; run++) {
      await expireInBatches(app, 0)
      runs.push([await countExpired(backlog), await countExpired(other)])
    }
  })
  // The first run tries four rows, then two, then the one that fails; the second is the other shop's turn.
  expect(runs).toEqual([
    [0, 0],
    [0, 1],
    [4, 1],
    [6, 1],
  ])
})

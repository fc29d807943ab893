import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { captureLog } from '../../../../test/capture-log.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import { roleUrl, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import type { Process } from '../../../app/context.ts'
import { entities } from '../../../app/entities.ts'
import { connectOrm } from '../../../platform/db/orm.ts'
import { FRAGMENT_QUEUE, jobKey } from '../../../platform/queue/queue.ts'
import { eraseDue } from './erase-due.ts'
import { eraseKeptDigits } from './erase-kept-digits.ts'

let isolated: IsolatedApi
let api: TestApi
/** Has the worker's database role, but no queue worker, which would take the fragments. */
let app: Process

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  const { log, redis, queues, subscribers } = api.app
  app = {
    log,
    redis,
    queues,
    subscribers,
    orm: await connectOrm(roleUrl('worker'), entities, 'triclic_worker'),
  }
})
afterEach(() => repairErasure())
afterAll(async () => {
  await app?.orm.close()
  await isolated?.stop()
})

/** A shop with one card whose kept digits and fragment are due for erasure; `overdueHours` decides which comes first. */
async function createShopWithDueCard(overdueHours: number): Promise<TestShop> {
  const shop = await createShop(api)
  await payByTestCard(api, await placeTestOrder(api, shop))
  await executeInShop(
    api,
    shop,
    `update card_kept set erase_at = now() - interval '1 hour' * $2::int where shop_id = $1`,
    shop.id,
    overdueHours,
  )
  const [payment] = await queryInShop<{ id: string }>(
    api,
    shop,
    'select id from card_payment where shop_id = $1',
    shop.id,
  )
  const expiredAt = Date.now() - (24 + overdueHours) * 3_600_000
  await api.app.redis.hset(jobKey(FRAGMENT_QUEUE, payment?.id ?? ''), 'timestamp', String(expiredAt))
  return shop
}

const loadState = async (shop: TestShop) => {
  const [row] = await queryInShop<{ id: string; kept: number; mail: string }>(
    api,
    shop,
    `select p.id, (select count(*)::int from card_kept where payment_id = p.id) as kept,
       (select status from mail where payment_id = p.id) as mail
     from card_payment p where p.shop_id = $1`,
    shop.id,
  )
  return {
    kept: row?.kept,
    mail: row?.mail,
    isQueued: (await api.app.queues.fragment.getJob(row?.id ?? '')) !== undefined,
  }
}

/** Makes erasing kept digits and writing a fragment's result fail for one shop until `repairErasure`. */
async function failErasureOf(shop: TestShop): Promise<void> {
  await api.owner.query(`create function fail_erasure() returns trigger language plpgsql as
    $$ begin raise exception 'erasure fails in this test'; end $$`)
  await api.owner.query(`create trigger fail_erasure before delete on card_kept for each row
    when (old.shop_id = '${shop.id}') execute function fail_erasure()`)
  await api.owner.query(`create trigger fail_erasure before update on mail for each row
    when (old.shop_id = '${shop.id}') execute function fail_erasure()`)
}

async function repairErasure(): Promise<void> {
  await api.owner.query('drop function if exists fail_erasure cascade')
}

const ERASED = { kept: 0, mail: 'FAILED', isQueued: false }
const NOT_ERASED = { kept: 1, mail: 'QUEUED', isQueued: true }

test('a card and a fragment that fail in one shop are logged, counted and retried, and those of other shops are erased', async () => {
  const failing = await createShopWithDueCard(2)
  const other = await createShopWithDueCard(1)
  await failErasureOf(failing)

  const { lines } = await captureLog(async () => {
    await expect(eraseDue(app, null)).rejects.toThrow(/^2 cards or card fragments could not be erased/)
    expect(await eraseKeptDigits(app)).toEqual({ erased: 0, failed: 1 })
  })
  const kept = { shop: failing.id, msg: 'Kept digits could not be erased; will retry' }
  const fragment = { shop: failing.id, msg: 'A card fragment could not be erased; will retry' }
  expect(lines.filter(({ level }) => level === 50)).toMatchObject([kept, fragment, kept])
  expect(await loadState(failing)).toEqual(NOT_ERASED)
  expect(await loadState(other)).toEqual(ERASED)

  await repairErasure()
  expect(await eraseDue(app, null)).toMatchObject({ keptCards: 1, fragments: 1 })
  expect(await loadState(failing)).toEqual(ERASED)
})

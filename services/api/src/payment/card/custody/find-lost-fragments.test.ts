import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../../../app/context.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { finishedMails } from '../../../platform/telemetry/metrics.ts'
import { captureLog } from '../../../../test/capture-log.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { connectAsWorker } from '../../../../test/events.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { insertTestOrder } from '../../../../test/order.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { findLostFragments } from './find-lost-fragments.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let app: WorkerApp
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  app = (await connectAsWorker(api)) as WorkerApp
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

/** Inserts a card payment whose mail with the last six digits is an hour old, and returns its id. No job is queued. */
async function insertPayment(shop: TestShop, orderId: string): Promise<string> {
  const [payment] = await queryInShop<{ id: string }>(
    api,
    shop,
    `with payment as (
       insert into card_payment (id, shop_id, order_id, mark, status, brand, first_six, number_length, amount, currency)
       values (gen_random_uuid(), $1, $2, '0001', 'OPEN', 'VISA', '424242', 16, 1000, 'EUR') returning id
     )
     insert into mail (id, shop_id, order_id, kind, recipient, payment_id, created_at)
     select gen_random_uuid(), $1, $2, 'CARD_FRAGMENT', 'merchant@shop.test', id, now() - interval '1 hour'
     from payment returning payment_id as id`,
    shop.id,
    orderId,
  )
  return payment?.id ?? ''
}

const failedMails = (shop: TestShop) =>
  queryInShop(
    api,
    shop,
    `select payment_id as id, last_error as error from mail where shop_id = $1 and status = 'FAILED'`,
    shop.id,
  )

const countFailed = async (): Promise<number> =>
  (await finishedMails.get()).values.find(
    ({ labels }) => labels['kind'] === 'CARD_FRAGMENT' && labels['state'] === 'FAILED',
  )?.value ?? 0

test('finds a lost card fragment, and leaves one alone that waits for the mail server', async () => {
  const shop = await createShop(api)
  const waitingOrder = await insertTestOrder(api, shop, { status: 'AWAITING_CERTIFICATION' })
  const lostOrder = await insertTestOrder(api, shop, { status: 'AWAITING_CERTIFICATION' })
  const waiting = await insertPayment(shop, waitingOrder.id)
  const lost = await insertPayment(shop, lostOrder.id)
  await api.app.queues.fragment.add(
    FRAGMENT_QUEUE,
    {
      shopId: shop.id,
      orderId: waitingOrder.id,
      paymentId: waiting,
      keyId: '',
      encapsulated: '',
      sealed: '',
    },
    { jobId: waiting, delay: 86_400_000 },
  )
  await findLostFragments(app)
  expect(await failedMails(shop)).toEqual([{ id: lost, error: 'The queue lost the digits.' }])
})

test('counts a lost card fragment once its loss is committed, not when the commit fails', async () => {
  const shop = await createShop(api)
  const order = await insertTestOrder(api, shop, { status: 'AWAITING_CERTIFICATION' })
  const lost = await insertPayment(shop, order.id)
  const before = await countFailed()
  await api.owner.query(`create function fail_commit() returns trigger language plpgsql as
    $$ begin raise exception 'the commit fails in this test'; end $$`)
  await api.owner
    .query(`create constraint trigger fail_commit after update on mail deferrable initially deferred
    for each row execute function fail_commit()`)
  await captureLog(() => findLostFragments(app))
  expect(await countFailed()).toBe(before)

  await api.owner.query('drop function fail_commit cascade')
  await findLostFragments(app)
  expect(await countFailed()).toBe(before + 1)
  expect(await failedMails(shop)).toMatchObject([{ id: lost }])
})

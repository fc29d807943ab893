import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { insertTestOrder } from '../../../../test/order.ts'
import { createShop } from '../../../../test/shop.ts'
import { findLostFragments } from './find-lost-fragments.ts'

let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

/** More fragments than fit in one batch of 500. */
const WAITING = 501

test('finds one lost card fragment after hundreds that wait for an unreachable mail server', async () => {
  const { api } = isolated
  const shop = await createShop(api)
  const order = await insertTestOrder(api, shop, { status: 'AWAITING_CERTIFICATION' })
  const rows = await queryInShop<{ payment_id: string }>(
    api,
    shop,
    `with payment as (
       insert into card_payment (id, shop_id, order_id, mark, status, brand, first_six, number_length, amount, currency)
       select gen_random_uuid(), $1, $2, lpad(n::text, 4, '0'), case n when 0 then 'OPEN' else 'CLOSED' end, 'VISA', '424242', 16, 1000, 'EUR'
       from generate_series(0, $3::int) n returning id, status
     )
     insert into mail (id, shop_id, order_id, kind, recipient, payment_id, created_at)
     select gen_random_uuid(), $1, $2, 'CARD_FRAGMENT', 'merchant@shop.test', id,
       now() - case status when 'OPEN' then interval '1 minute' else interval '1 hour' end
     from payment order by status returning payment_id`,
    shop.id,
    order.id,
    WAITING,
  )
  const lost = (
    await queryInShop<{ id: string }>(api, shop, `select id from card_payment where status = 'OPEN'`)
  ).map(({ id }) => id)
  await api.app.queues.fragment.addBulk(
    rows
      .filter(({ payment_id }) => !lost.includes(payment_id))
      .map(({ payment_id: paymentId }) => ({
        name: FRAGMENT_QUEUE,
        data: { shopId: shop.id, orderId: order.id, paymentId, keyId: '', encapsulated: '', sealed: '' },
        opts: { jobId: paymentId, delay: 86_400_000 },
      })),
  )
  const { app } = await isolated.startWorker()
  await findLostFragments(app)
  const failed = await queryInShop(
    api,
    shop,
    `select payment_id as id, last_error as error from mail where status = 'FAILED'`,
  )
  expect(failed).toEqual(lost.map((id) => ({ id, error: 'The queue lost the digits.' })))
}, 120_000)

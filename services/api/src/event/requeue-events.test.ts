import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop } from '../../test/shop.ts'
import { headerOf } from '../../test/smtp.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { requeueEvents } from './queue-events.ts'

let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

test('an event that lost its job in a crash is processed, and its mail is sent once', async () => {
  const { api, smtp } = isolated
  const shop = await createShop(api)
  const order = await placeTestOrder(api, shop)
  const [event] = await queryInShop<{ id: string }>(
    api,
    shop,
    'select id from domain_event where shop_id = $1',
    shop.id,
  )
  const eventId = event?.id ?? ''
  await expect.poll(() => api.app.queues.event.getJob(eventId)).toBeDefined()
  await api.app.queues.event.remove(eventId)
  const worker = await isolated.startWorker()

  await requeueEvents(worker.app)
  expect(await api.app.queues.event.getJob(eventId)).toBeUndefined()
  await executeInShop(
    api,
    shop,
    "update domain_event set at = now() - interval '1 minute' where shop_id = $1",
    shop.id,
  )
  await Promise.all([requeueEvents(worker.app), requeueEvents(worker.app)])
  const confirmations = () =>
    smtp.mails.filter(
      (mail) =>
        headerOf(mail, 'x-triclic-order') === order.code &&
        headerOf(mail, 'x-triclic-mail') === 'order-confirmation',
    )
  await smtp.wait(() => confirmations()[0])
  await requeueEvents(worker.app)
  expect(confirmations()).toHaveLength(1)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { countQueueCommands } from '../../test/count-redis-commands.ts'
import { countStatements } from '../../test/count-statements.ts'
import { payByTestCard } from '../../test/card.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { FRAGMENT_QUEUE, MAIL_QUEUE } from '../platform/queue/queue.ts'

let isolated: IsolatedApi
let shop: TestShop
beforeAll(async () => {
  isolated = await startIsolatedApi()
  shop = await createShop(isolated.api)
  await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop())

/** Three take, update and remove the job. An idle worker looks up to twice more whether a job is due. */
const FEW = expect.toSatisfy((commands: number) => commands >= 3 && commands <= 5) as number

interface MailRow {
  id: string
  status: string
}

/** Waits until the order's mail of this kind is SENT and its job is done. */
async function untilSent(kind: string, orderId: string | undefined): Promise<MailRow> {
  const { api } = isolated
  const sql = 'select id, status from mail where shop_id = $1 and kind = $2 and order_id = $3'
  const find = async () => (await queryInShop<MailRow>(api, shop, sql, shop.id, kind, orderId))[0]
  await expect.poll(async () => (await find())?.status, { timeout: 15_000 }).toBe('SENT')
  for (const queue of [api.app.queues.fragment, api.app.queues.mail])
    await expect.poll(() => queue.getJobCountByTypes('active', 'waiting', 'delayed')).toBe(0)
  return (await find()) as MailRow
}

/** What the worker sends to PostgreSQL and for the jobs of a queue while `work` runs. */
async function countWork(queue: string, work: () => Promise<unknown>) {
  const { result, commands } = await countQueueCommands(isolated.api, queue, () =>
    countStatements(work, 'triclic_worker'),
  )
  return { roundTrips: result.roundTrips, statements: result.statements.length, commands: commands.length }
}

test('the mails of a checkout take few round trips of the worker', async () => {
  const { api } = isolated
  const buyer = await buyerWithCart(api, shop, [1, 1, 1])
  const { order } = await placeOrder(buyer, orderInput(shop))
  const confirmation = await untilSent('ORDER_CONFIRMATION', order?.id)

  const headers = { 'x-shop-key': shop.key, 'x-visitor-id': buyer.visitorId ?? '' }
  const forFragment = await countWork(FRAGMENT_QUEUE, async () => {
    await payByTestCard(api, { code: order?.code ?? '', token: order?.token ?? '', headers })
    await untilSent('CARD_FRAGMENT', order?.id)
  })
  expect(forFragment).toEqual({ roundTrips: 2, statements: 2, commands: FEW })

  await executeInShop(api, shop, "update mail set status = 'QUEUED' where id = $1", confirmation.id)
  const job = { shopId: shop.id, mailId: confirmation.id }
  const forConfirmation = await countWork(MAIL_QUEUE, async () => {
    await api.app.queues.mail.add(MAIL_QUEUE, job, { jobId: confirmation.id })
    await untilSent('ORDER_CONFIRMATION', order?.id)
  })
  expect(forConfirmation).toEqual({ roundTrips: 3, statements: 3, commands: FEW })
}, 60_000)

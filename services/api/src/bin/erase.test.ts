import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAGMENT_QUEUE, jobKey } from '../platform/queue/queue.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../test/bank/bank.ts'
import { payByTestCard } from '../../test/card.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import type { TestSmtp } from '../../test/smtp.ts'
import { workerVariables } from '../../test/worker.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  shop = await createShop(api)
})
afterAll(() => isolated?.stop())

/** Runs the command as an operator does, and returns what it prints. */
const erase = (variables: Record<string, string>): Record<string, unknown> => {
  const script = fileURLToPath(new URL('../../dist/src/bin/erase.js', import.meta.url))
  const stdout = execFileSync(process.execPath, [script], {
    env: { PATH: process.env.PATH, ...variables },
    encoding: 'utf8',
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

async function pay(): Promise<{ order: PlacedOrder; paymentId: string }> {
  const order = await placeTestOrder(api, shop)
  expect((await payByTestCard(api, order)).userErrors).toEqual([])
  const [row] = await queryInShop<{ id: string }>(
    api,
    shop,
    'select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1',
    order.code,
  )
  return { order, paymentId: row?.id ?? '' }
}

const HOURS = 3_600_000
/** Backdates a fragment job. */
const setQueuedSince = (paymentId: string, hours: number) =>
  api.app.redis.hset(jobKey(FRAGMENT_QUEUE, paymentId), 'timestamp', String(Date.now() - hours * HOURS))

const stateOf = async ({ order, paymentId }: Awaited<ReturnType<typeof pay>>) => {
  const [row] = await queryInShop<{ kept: number; mail: string; events: string[] }>(
    api,
    shop,
    `select (select count(*)::int from card_kept where payment_id = $2) as kept,
       (select status from mail where payment_id = $2) as mail,
       array(select e.type from domain_event e join "order" o on o.id = e.order_id where o.code = $1) as events`,
    order.code,
    paymentId,
  )
  return { ...row, isQueued: (await api.app.queues.fragment.getJob(paymentId)) !== undefined }
}

test('erases what is due and nothing else, and prints only counts', async () => {
  const [expired, due, fresh] = [await pay(), await pay(), await pay()]
  await setQueuedSince(expired.paymentId, 25)
  await setQueuedSince(fresh.paymentId, 23)
  await executeInShop(api, shop, 'update card_kept set erase_at = now() where payment_id = $1', due.paymentId)

  const { KEPT_KEYS_DIR: _kept, ...worker } = workerVariables(api, smtp.url)
  expect(erase(worker)).toEqual({
    msg: 'erased',
    keptCards: 1,
    fragments: 1,
    keys: null,
    redisFiles: 'rewritten',
    orders: 0,
  })

  expect(await stateOf(expired)).toMatchObject({ kept: 1, mail: 'FAILED', isQueued: false })
  expect((await stateOf(expired)).events).toContain('card.fragment_lost')
  expect(await stateOf(due)).toMatchObject({ kept: 0, mail: 'QUEUED', isQueued: true })
  expect((await stateOf(due)).events).toContain('card.kept_digits_erased')
  expect(await stateOf(fresh)).toMatchObject({ kept: 1, mail: 'QUEUED', isQueued: true })
  expect(erase(workerVariables(api, smtp.url))).toMatchObject({ keptCards: 0, fragments: 0, keys: [] })
})

test('a worker sends no fragment that has waited for more than 24 hours', async () => {
  const expired = await pay()
  await setQueuedSince(expired.paymentId, 25)
  const worker = await isolated.startWorker()
  await expect
    .poll(() => stateOf(expired), { timeout: 10_000 })
    .toMatchObject({ mail: 'FAILED', isQueued: false })
  await worker.stop()
  expect((await stateOf(expired)).events).toContain('card.fragment_lost')
  const sent = smtp.mails.map((mail) => [
    mail.headers.get('x-triclic-order'),
    mail.headers.get('x-triclic-mail'),
  ])
  expect(sent).not.toContainEqual([expired.order.code, 'card-fragment'])
})

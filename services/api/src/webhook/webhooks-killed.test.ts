import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { insertTestOrder } from '../../test/order.ts'
import { startReceiver, type TestReceiver } from '../../test/receiver.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import { workerVariables } from '../../test/worker.ts'

const ORDERS = 20
/** Of each order, in this sequence. */
const EVENTS = ['order.placed', 'card.declined', 'card.approved', 'order.shipped', 'parcel.delivered']
const TOLD = ['ORDER_PLACED', 'ORDER_PAYMENT_DECLINED', 'ORDER_PAID', 'ORDER_SHIPPED', 'PARCEL_DELIVERED']
const KILLS = 4
/** Of each stock of the shop, each in a transaction of its own. */
const CHANGES = 20
const MAX_MS = 240_000

const built = fileURLToPath(new URL('../../dist/src/bin/worker.js', import.meta.url))
const running = new Set<ChildProcess>()
let isolated: IsolatedApi
let shop: TestShop
let receiver: TestReceiver
let owner: Awaited<ReturnType<typeof webhookRequests>>
beforeAll(async () => {
  if (!existsSync(built)) throw new Error('The worker is not built: npm run build -w @triclic/api')
  isolated = await startIsolatedApi({ WEBHOOKS_TO_LOOPBACK: 'on' })
  shop = await createShop(isolated.api)
  owner = await webhookRequests(isolated.api, shop)
  receiver = await startReceiver()
}, 60_000)
afterEach(async () => {
  for (const worker of running) await kill(worker)
})
afterAll(async () => {
  await receiver?.stop()
  await isolated?.stop()
})

function startWorker(): ChildProcess {
  const env = { PATH: process.env.PATH, ...workerVariables(isolated.api, isolated.smtp.url) }
  const worker = spawn(process.execPath, [built], { env, stdio: 'ignore' })
  running.add(worker)
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  running.delete(worker)
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

/** Writes the events of an order, whose jobs are lost. */
const insertEvents = (orderId: string): Promise<void> =>
  executeInShop(
    isolated.api,
    shop,
    `insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, at, data)
     select $1, gen_random_uuid(), $2, $2, e.ordinality, e.type, 'system', now() - interval '1 minute',
       '{"tellsBuyer": false, "parcelId": "0199d7a0-0000-7000-8000-000000000000"}'
     from unnest($3::text[]) with ordinality e (type, ordinality)`,
    shop.id,
    orderId,
    EVENTS,
  )

/** What the receiver accepted of each order, without what came again. */
function accepted(): Map<string, string[]> {
  const told = new Map<string, string[]>()
  for (const { body } of receiver.received) {
    const { event, order } = JSON.parse(body) as { event: { type: string }; order: { id: string } }
    const types = told.get(order.id) ?? []
    if (types.at(-1) !== event.type) told.set(order.id, [...types, event.type])
  }
  return told
}

/** Runs workers until nothing waits, and kills so many while they deliver. @returns how many were killed */
async function deliverWhileKilling(wanted: number): Promise<number> {
  // Slow, so that workers die while they wait for the answer.
  receiver.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 100)
  let worker = startWorker()
  let kills = 0
  const end = Date.now() + MAX_MS
  for (;;) {
    const before = receiver.received.length
    await sleep(200)
    const [{ waiting } = { waiting: 1 }] = await queryInShop<{ waiting: number }>(
      isolated.api,
      shop,
      `select (select count(*) from domain_event where shop_id = $1 and processed_at is null)::integer
         + (select count(*) from webhook_delivery where shop_id = $1 and status = 'PENDING')::integer as waiting`,
      shop.id,
    )
    if (waiting === 0 || Date.now() > end) return kills
    // Only while it delivers: a worker that is killed while it starts proves nothing.
    if (kills >= wanted || receiver.received.length === before) continue
    await kill(worker)
    worker = startWorker()
    kills++
  }
}

test(
  'every event is delivered, in the order of each order, by workers that are killed all the while',
  async () => {
    await owner.create(receiver.url, TOLD)
    const orders: string[] = []
    for (let order = 0; order < ORDERS; order++)
      orders.push((await insertTestOrder(isolated.api, shop, { status: 'PAID' })).id)
    for (const id of orders) await insertEvents(id)
    expect(await deliverWhileKilling(KILLS)).toBe(KILLS)
    const told = accepted()
    expect(orders.map((id) => told.get(id))).toEqual(orders.map(() => TOLD))
  },
  MAX_MS + 30_000,
)

test(
  'every change of stock is told, and last of all what is there at the end, though a worker is killed',
  async () => {
    receiver.received.length = 0
    const document = '{ event { id type } variant { id available } }'
    await owner.create(receiver.url, ['STOCK_CHANGED'], { document })
    for (let round = 1; round <= CHANGES; round++)
      await executeInShop(
        isolated.api,
        shop,
        'update stock set on_hand = reserved + $2 where shop_id = $1',
        shop.id,
        round,
      )
    expect(await deliverWhileKilling(1)).toBe(1)
    const bodies = receiver.received.map(
      ({ body }) => JSON.parse(body) as { event: { id: string }; variant: { id: string; available: number } },
    )
    expect(new Set(bodies.map(({ event }) => event.id)).size).toBe(CHANGES * shop.variants.length)
    const last = new Map(bodies.map(({ variant }) => [variant.id, variant.available]))
    expect(last).toEqual(new Map(shop.variants.map(({ id }) => [id, CHANGES])))
  },
  MAX_MS + 30_000,
)

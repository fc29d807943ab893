import { once } from 'node:events'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { captureLog } from '../../../../test/capture-log.ts'
import { countStored, goodCard, payByTestCard, tryCard } from '../../../../test/card.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { Statement } from '../../../platform/db/statement.ts'

const WARN = 40
const ERROR = 50

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

/** Runs `work` while the API's connection to Redis is closed. */
async function withoutRedis<T>(work: () => Promise<T>): Promise<T> {
  const { redis } = api.app
  const ended = once(redis, 'end')
  redis.disconnect()
  await ended
  try {
    return await work()
  } finally {
    await redis.connect()
  }
}

/** Calls payByCard and returns the code of its first top-level error together with what was logged. */
async function payAndCaptureLog(order: Awaited<ReturnType<typeof placeTestOrder>>) {
  let code: string | undefined
  const log = await captureLog(async () => {
    code = (await tryCard(api, order)).errors?.[0]?.extensions.code
  })
  return { code, ...log }
}

/** Makes the next commit of a card payment succeed in PostgreSQL while the client gets an error of an unknown kind. */
function loseAnswerOfNextCommit(): void {
  const query = Client.prototype.query
  const paying = new WeakSet<Client>()
  vi.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
    const [sent] = args
    if (sent instanceof Statement) {
      if (sent.statement.text.includes('insert into card_payment')) paying.add(this)
      else if (sent.closing.length > 0 && paying.delete(this)) loseAnswerTo(sent)
    }
    return Reflect.apply(query, this, args)
  } as never)
}

function loseAnswerTo(statement: Statement): void {
  const { callback } = statement as unknown as { callback: (error: Error) => void }
  Object.assign(statement, { callback: () => callback(new Error('The response was lost')) })
}

describe('an outage', () => {
  test('of Redis returns SERVICE_UNAVAILABLE, stores nothing, and the card is taken once Redis is back', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    const idempotencyKey = crypto.randomUUID()
    const { errors, status } = await withoutRedis(() => tryCard(api, order, { idempotencyKey }))
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
    expect(await countStored(api, shop)).toEqual(before)
    expect((await payByTestCard(api, order, { idempotencyKey })).order?.status).toBe('AWAITING_CERTIFICATION')
  })

  test('of the queue alone returns SERVICE_UNAVAILABLE and logs a warning', async () => {
    const order = await placeTestOrder(api, shop)
    vi.spyOn(api.app.queues.fragment, 'add').mockRejectedValue(new Error('Connection is closed.'))
    const { code, lines } = await payAndCaptureLog(order)
    expect(code).toBe('SERVICE_UNAVAILABLE')
    expect(lines).toMatchObject([{ level: WARN, err: { message: 'Connection is closed.' } }])
  })

  test('of PostgreSQL after the card fragment was queued is resolved by a retry with the same key', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    const idempotencyKey = crypto.randomUUID()
    await api.owner.query('begin')
    await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
    await api.owner.query('select from "order" where code = $1 for update', [order.code])
    const { errors } = await tryCard(api, order, { idempotencyKey })
    await api.owner.query('rollback')
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    // The worker drops this card fragment, since its payment is never committed.
    expect(await countStored(api, shop)).toEqual({ ...before, jobs: before.jobs + 1 })
    for (let call = 0; call < 2; call++)
      expect(await payByTestCard(api, order, { idempotencyKey })).toMatchObject({
        order: { status: 'AWAITING_CERTIFICATION' },
        userErrors: [],
      })
    expect(await countStored(api, shop)).toMatchObject({
      payments: before.payments + 1,
      jobs: before.jobs + 2,
    })
  })

  test('that hides the outcome of the commit returns SERVICE_UNAVAILABLE; a retry returns the committed payment', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    const idempotencyKey = crypto.randomUUID()
    loseAnswerOfNextCommit()
    const { errors } = await tryCard(api, order, { idempotencyKey })
    vi.restoreAllMocks()
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    const committed = { payments: before.payments + 1, kept: before.kept + 1, jobs: before.jobs + 1 }
    expect(await countStored(api, shop)).toMatchObject(committed)
    expect(await payByTestCard(api, order, { idempotencyKey })).toMatchObject({
      order: { status: 'AWAITING_CERTIFICATION' },
      userErrors: [],
    })
    expect(await countStored(api, shop)).toMatchObject(committed)
  })

  test('caused by a missing key of the day is logged at error level, and nothing is stored or queued', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    vi.setSystemTime(Date.now() + 9 * 86_400_000)
    const { code, lines } = await payAndCaptureLog(order)
    vi.useRealTimers()
    expect(code).toBe('SERVICE_UNAVAILABLE')
    expect(lines).toContainEqual(
      expect.objectContaining({ level: ERROR, msg: 'Cards can’t be taken: a key is missing' }),
    )
    expect(await countStored(api, shop)).toEqual(before)
  })
})

describe('a bug', () => {
  test.each([
    ['encrypting', () => vi.spyOn(api.app.keptDigitsKeys, 'seal'), 0],
    ['queueing', () => vi.spyOn(api.app.queues.fragment, 'add'), 0],
    [
      'reading the retention for the insert',
      async () => vi.spyOn(await shopInCache(), 'keptRetentionSeconds', 'get'),
      1,
    ],
  ] as const)('while %s gives an internal error and is logged at error level', async (_step, spy, jobs) => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    const defect = (await spy()) as unknown as ReturnType<typeof vi.fn>
    defect.mockImplementation(() => {
      throw new TypeError('value is undefined')
    })
    const { code, lines } = await payAndCaptureLog(order)
    vi.restoreAllMocks()
    expect(code).toBe('INTERNAL_SERVER_ERROR')
    expect(lines).toMatchObject([
      { level: ERROR, err: { type: 'TypeError', message: expect.stringContaining('value is undefined') } },
    ])
    expect(await countStored(api, shop)).toEqual({ ...before, jobs: before.jobs + jobs })
  })
})

/** The cached shop, with a getter for the retention period that a test can replace. */
async function shopInCache() {
  const cached = await api.app.shops.find('key', shop.key)
  if (!cached) throw new Error('The shop is not in the cache')
  const seconds = cached.keptRetentionSeconds
  return Object.defineProperty(cached, 'keptRetentionSeconds', { get: () => seconds, configurable: true })
}

test('logs rejected cards and an outage without any digit of a card', async () => {
  const order = await placeTestOrder(api, shop)
  const { text, lines } = await captureLog(async () => {
    await tryCard(api, order, { card: { ...goodCard, expiryYear: 2020 } })
    await tryCard(api, order, { card: { ...goodCard, brand: null } })
    await tryCard(api, order, { card: { ...goodCard, number: Number(goodCard.number) } })
    await tryCard(api, order, { card: goodCard, idempotencyKey: goodCard.number })
    const { errors } = await withoutRedis(() => tryCard(api, order))
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
  })
  expect(lines).toContainEqual(expect.objectContaining({ level: WARN, path: ['payByCard'] }))
  expect(text.includes(goodCard.number) || text.includes('424242')).toBe(false)
})

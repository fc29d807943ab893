import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { graphql } from '../../test/api.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { buyerWithCart, orderInput, placeOrder, type PlacedOrder } from '../../test/checkout.ts'
import { countStatements } from '../../test/count-statements.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

// Stores of its own, because a locked table makes every request wait that reads it.
let isolated: IsolatedApi
let flooded: TestShop
let other: TestShop
let order: PlacedOrder
let blocker: Client
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1' })
  flooded = await createShop(isolated.api)
  other = await createShop(isolated.api)
  const placed = await placeOrder(await buyerWithCart(isolated.api, flooded, [1]), orderInput(flooded))
  order = placed.order as PlacedOrder
})
afterAll(() => isolated?.stop())

beforeEach(async () => {
  blocker = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await blocker.connect()
  await blocker.query('begin; lock table "order" in access exclusive mode')
})
afterEach(() => blocker.end())

const from = (index: number) => ({
  'x-forwarded-for': `192.0.2.${index}`,
  'x-forwarded-proto': 'https',
})
const ORDER = 'query ($code: String!, $token: String!) { order(code: $code, token: $token) { code } }'

/** A request of a buyer, each from an address of its own, that waits for the blocked table. */
const readOrder = (shop: TestShop, index: number) =>
  graphql(
    `${isolated.api.url}/graphql`,
    ORDER,
    { code: order.code, token: order.token },
    { ...from(index), 'x-shop-key': shop.key },
  ).then(({ status }) => status)

/** The requests that are being handled. */
async function countHandled(): Promise<number> {
  const { rows } = await isolated.api.owner.query<{ count: number }>(
    `select count(*)::int from pg_locks where relation = '"order"'::regclass and not granted`,
  )
  return rows[0]?.count ?? 0
}

describe('of one shop', () => {
  test('eight requests of buyers are handled at once, from however many addresses; those of other shops do not wait', async () => {
    const sent = Array.from({ length: 20 }, (_, index) => readOrder(flooded, index))
    await expect.poll(countHandled).toBe(8)
    const others = Array.from({ length: 3 }, (_, index) => readOrder(other, 100 + index))
    await expect.poll(countHandled).toBe(11)
    await blocker.query('rollback')
    expect(await Promise.all([...sent, ...others])).toEqual(Array(23).fill(200))
  })

  test('four requests of members are handled at once, and they do not wait for buyers', async () => {
    await blocker.query('rollback')
    const member = await headersOf(isolated.api, flooded, 'OWNER')
    await blocker.query('begin; lock table "order" in access exclusive mode')
    const buyers = Array.from({ length: 12 }, (_, index) => readOrder(flooded, index))
    await expect.poll(countHandled).toBe(8)
    const members = Array.from({ length: 6 }, (_, index) =>
      graphql(
        `${isolated.api.url}/merchant/graphql`,
        '{ orders(first: 1) { totalCount } }',
        {},
        { ...from(200 + index), ...member },
      ).then(({ status }) => status),
    )
    await expect.poll(countHandled).toBe(12)
    await blocker.query('rollback')
    expect(await Promise.all([...buyers, ...members])).toEqual(Array(18).fill(200))
  })

  test('two requests of API keys are handled at once, and members do not wait for them', async () => {
    await blocker.query('rollback')
    const member = await headersOf(isolated.api, flooded, 'OWNER')
    const keys = [
      await insertTestApiKey(isolated.api, flooded),
      await insertTestApiKey(isolated.api, flooded),
    ]
    await blocker.query('begin; lock table "order" in access exclusive mode')
    const send = (by: Record<string, string>, index: number) =>
      graphql(
        `${isolated.api.url}/merchant/graphql`,
        '{ orders(first: 1) { totalCount } }',
        {},
        { ...from(220 + index), ...by },
      ).then(({ status }) => status)
    const programs = keys.flatMap(({ headers }) => [1, 2, 3].map((index) => send(headers, index)))
    await expect.poll(countHandled).toBe(2)
    const members = [4, 5, 6].map((index) => send(member, index))
    await expect.poll(countHandled).toBe(5)
    await blocker.query('rollback')
    expect(await Promise.all([...programs, ...members])).toEqual(Array(9).fill(200))
  })

  test('requests whose client has gone keep no turn, and do not run when it comes', async () => {
    const gone = new AbortController()
    const aborted = Array.from({ length: 12 }, (_, index) =>
      fetch(`${isolated.api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shop-key': flooded.key, ...from(index) },
        body: JSON.stringify({ query: ORDER, variables: { code: order.code, token: order.token } }),
        signal: gone.signal,
      }),
    )
    await expect.poll(countHandled).toBe(8)
    gone.abort()
    await Promise.allSettled(aborted)
    // The api learns of it by itself.
    await pause(500)
    const { statements } = await countStatements(async () => {
      await blocker.query('rollback')
      await expect.poll(countHandled).toBe(0)
      // A request that was waiting would have read its order by now.
      expect(await readOrder(flooded, 300)).toBe(200)
    })
    expect(statements.filter((sql) => sql.includes('from "order"'))).toHaveLength(1)
    await blocker.query('begin; lock table "order" in access exclusive mode')
    const sent = Array.from({ length: 8 }, (_, index) => readOrder(flooded, index))
    await expect.poll(countHandled).toBe(8)
    await blocker.query('rollback')
    expect(await Promise.all(sent)).toEqual(Array(8).fill(200))
  })

  test('a body that is sent slowly takes no turn', async () => {
    const slow = await sendHalf(isolated.api.url, flooded, 12)
    const sent = Array.from({ length: 8 }, (_, index) => readOrder(flooded, index))
    await expect.poll(countHandled).toBe(8)
    await blocker.query('rollback')
    expect(await Promise.all(sent)).toEqual(Array(8).fill(200))
    for (const socket of slow) socket.destroy()
  })
})

/** Opens connections that send the headers of a request and the beginning of its body. */
async function sendHalf(url: string, shop: TestShop, count: number) {
  const { hostname, port } = new URL(url)
  return Promise.all(
    Array.from(
      { length: count },
      (_, index) =>
        new Promise<Socket>((resolve) => {
          const socket = connect(Number(port), hostname, () => {
            const head = `POST /graphql HTTP/1.1\r\nhost: x\r\nx-shop-key: ${shop.key}\r\nx-forwarded-for: 192.0.2.${index}\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`
            socket.write(head, () => resolve(socket))
          })
        }),
    ),
  )
}

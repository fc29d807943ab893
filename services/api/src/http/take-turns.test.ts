import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { graphql } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder, type PlacedOrder } from '../../test/checkout.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

// Stores of its own, because a locked table makes every request wait that reads it.
let isolated: IsolatedApi
let shop: TestShop
let order: PlacedOrder
let blocker: Client
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1' })
  shop = await createShop(isolated.api)
  const placed = await placeOrder(await buyerWithCart(isolated.api, shop, [1]), orderInput(shop))
  order = placed.order as PlacedOrder
  // Opens the connections: requests that wait for them may give up before all of them wait for the table.
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => readOrder(headersFrom(`192.0.2.${100 + index}`))),
  )
})
afterAll(() => isolated?.stop())

beforeEach(async () => {
  blocker = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await blocker.connect()
  await blocker.query('begin; lock table "order" in access exclusive mode')
})
afterEach(() => blocker.end())

const headersFrom = (address: string, more = {}) => ({
  'x-shop-key': shop.key,
  'x-forwarded-for': address,
  'x-forwarded-proto': 'https',
  ...more,
})

/** A request that waits for the blocked table. */
const readOrder = (headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`${isolated.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query: 'query ($code: String!, $token: String!) { order(code: $code, token: $token) { code } }',
      variables: { code: order.code, token: order.token },
    }),
    signal: signal ?? null,
  }).then(({ status }) => status)

/** The requests that are being handled. */
async function countHandled(): Promise<number> {
  const { rows } = await isolated.api.owner.query<{ count: number }>(
    `select count(*)::int from pg_locks where relation = '"order"'::regclass and not granted`,
  )
  return rows[0]?.count ?? 0
}

test('at most four requests of a client are handled at once; its further requests wait, those of other clients do not', async () => {
  const sent = Array.from({ length: 8 }, () => readOrder(headersFrom('192.0.2.1')))
  await expect.poll(countHandled).toBe(4)
  const other = await graphql<{ shop: object }>(
    `${isolated.api.url}/graphql`,
    '{ shop { name } }',
    {},
    headersFrom('192.0.2.2'),
  )
  expect(other.data.shop).toBeTruthy()
  expect(await countHandled()).toBe(4)
  await blocker.query('rollback')
  expect(await Promise.all(sent)).toEqual(Array(8).fill(200))
})

test('the buyers of a shop’s server are clients of their own', async () => {
  const buyers = ['198.51.100.1', '198.51.100.2'].flatMap((address) =>
    Array.from({ length: 5 }, () =>
      readOrder(headersFrom('192.0.2.3', { 'x-shop-secret': shop.secret, 'x-buyer-ip': address })),
    ),
  )
  await expect.poll(countHandled).toBe(8)
  await blocker.query('rollback')
  expect(await Promise.all(buyers)).toEqual(Array(10).fill(200))
})

test('a client that aborts its requests frees their turns', async () => {
  const gone = new AbortController()
  const aborted = Array.from({ length: 8 }, () => readOrder(headersFrom('192.0.2.4'), gone.signal))
  await expect.poll(countHandled).toBe(4)
  gone.abort()
  expect((await Promise.allSettled(aborted)).map(({ status }) => status)).toEqual(Array(8).fill('rejected'))
  await blocker.query('rollback')
  await expect.poll(countHandled).toBe(0)
  const later = await Promise.all(Array.from({ length: 8 }, () => readOrder(headersFrom('192.0.2.4'))))
  expect(later).toEqual(Array(8).fill(200))
})

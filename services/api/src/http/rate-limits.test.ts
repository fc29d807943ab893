import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { RATE_LIMITS } from '../kernel/rate-limits.ts'

const BEHIND_PROXY = { TRUST_PROXY: '127.0.0.1' }
let api: TestApi
let shop: TestShop
let other: TestShop
let addresses = 0
beforeAll(async () => {
  api = await startTestApi(BEHIND_PROXY)
  shop = await createShop(api)
  other = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const newAddress = () => `203.0.113.${++addresses}`
const MAX = RATE_LIMITS.address.max

/** Brings the count of an address to `count`, as that many requests would. */
async function use(target: TestApi, address: string, count: number): Promise<void> {
  for (let time = 0; time < count; time++) await target.app.limiter.countAddress('address', address)
}

const post = (target: TestApi, path: string, headers: Record<string, string>, body = '{') =>
  fetch(target.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
const as = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' })

test.each([
  ['a malformed body', '/graphql', '{'],
  ['a document that is too large', '/graphql', JSON.stringify({ query: '{a'.repeat(20_000) })],
  ['a request for no shop', '/graphql', '{"query":"{ shop { name } }"}'],
  ['a malformed body for the merchant API', '/merchant/graphql', '{'],
  ['a path that does not exist', '/nowhere', '{}'],
])('%s counts: a client that sends too many is refused with 429', async (_what, path, body) => {
  const address = newAddress()
  await use(api, address, MAX - 2)
  const statuses = []
  for (let time = 0; time < 4; time++) statuses.push((await post(api, path, as(address), body)).status)
  expect(statuses.slice(0, 2)).not.toContain(429)
  expect(statuses.slice(2)).toEqual([429, 429])
})

test('the answer says how long to wait, and a browser can read it', async () => {
  const address = newAddress()
  await use(api, address, MAX)
  const headers = { ...as(address), 'x-shop-key': shop.key, origin: shop.origin }
  const response = await post(api, '/graphql', headers)
  expect(response.status).toBe(429)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(response.headers.get('access-control-allow-origin')).toBe(shop.origin)
})

test('addresses of one IPv6 network count together', async () => {
  await use(api, '2001:db8:7:7::1', MAX)
  expect((await post(api, '/graphql', as('2001:db8:7:7:ffff::2'))).status).toBe(429)
  expect((await post(api, '/graphql', as('2001:db8:7:8::1'))).status).toBe(400)
})

test('health is answered to a client beyond its limit', async () => {
  const address = newAddress()
  await use(api, address, MAX)
  expect((await fetch(`${api.url}/health/live`, { headers: as(address) })).status).toBe(200)
})

test('requests that a shop’s server passes on count for the buyer’s address in that shop only', async () => {
  const address = newAddress()
  for (let time = 0; time < MAX; time++)
    await api.app.limiter.countAddress('shopAndAddress', address, shop.id)
  const through = (by: TestShop) =>
    graphql(
      `${api.url}/graphql`,
      '{ shop { name } }',
      {},
      {
        'x-shop-key': by.key,
        'x-shop-secret': by.secret,
        'x-buyer-ip': address,
      },
    )
  expect((await through(shop)).status).toBe(429)
  expect((await through(other)).status).toBe(200)
  const direct = { 'x-shop-key': shop.key, ...as(address) }
  expect((await graphql(`${api.url}/graphql`, '{ shop { name } }', {}, direct)).status).toBe(200)
})

test('notifications to invented shops count together', async () => {
  const address = newAddress()
  for (let time = 0; time < RATE_LIMITS.bankServer.max; time++)
    await api.app.limiter.countAddress('bankServer', address, 'unknown')
  expect((await post(api, '/bank/lyra/notify/no-such-shop', as(address))).status).toBe(429)
  expect((await post(api, `/bank/lyra/notify/${shop.slug}`, as(address))).status).not.toBe(429)
})

test('API processes count together, after they have merged', async () => {
  const second = await startTestApi(BEHIND_PROXY)
  const address = newAddress()
  await use(api, address, MAX / 2)
  await use(second, address, MAX / 2)
  expect((await post(second, '/graphql', as(address))).status).toBe(400)
  await second.app.limiter.merge()
  // A process that has merged on its own meanwhile learns the total with its next request.
  await use(api, address, 1)
  await api.app.limiter.merge()
  expect((await post(api, '/graphql', as(address))).status).toBe(429)
  await second.stop()
})

test('a process counts alone while Redis is down, and merges afterwards', async () => {
  const connection = cuttableConnection(new URL(process.env.TEST_REDIS_URL ?? ''))
  const alone = await startTestApi({ ...BEHIND_PROXY, REDIS_URL: await connection.listen() })
  connection.cut(true)
  const address = newAddress()
  await use(alone, address, MAX - 1)
  await alone.app.limiter.merge()
  expect((await post(alone, '/graphql', as(address))).status).toBe(400)
  expect((await post(alone, '/graphql', as(address))).status).toBe(429)

  connection.cut(false)
  await expect.poll(() => alone.app.redis.status).toBe('ready')
  await alone.app.limiter.merge()
  await use(api, address, 1)
  await api.app.limiter.merge()
  expect((await post(api, '/graphql', as(address))).status).toBe(429)
  await alone.stop()
  connection.close()
}, 20_000)

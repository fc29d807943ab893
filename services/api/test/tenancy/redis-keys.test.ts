import 'reflect-metadata'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheduledTasks } from '../../src/app/jobs.ts'
import { placeTestOrder } from '../bank/bank.ts'
import { payByTestCard } from '../card.ts'
import { buyerWithCart } from '../checkout.ts'
import { startIsolatedApi, type IsolatedApi } from '../isolated-api.ts'
import { createShop } from '../shop.ts'
import { headerOf } from '../smtp.ts'
import { watchRedisKeys, type RedisKeyWatch } from './redis-keys.ts'

let isolated: IsolatedApi
let watch: RedisKeyWatch
beforeAll(async () => {
  isolated = await startIsolatedApi()
  watch = await watchRedisKeys(process.env.TEST_REDIS_URL ?? '')
})
afterAll(async () => {
  watch?.stop()
  await isolated?.stop()
})

test('every Redis key of a checkout, its mails and the scheduled tasks has a hash tag', async () => {
  const { api, smtp } = isolated
  const worker = await isolated.startWorker()
  const shop = await createShop(api)
  const buyer = await buyerWithCart(api, shop, [1])
  await buyer.request('mutation { clearCart { userErrors { code } } }')
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  for (const kind of ['order-confirmation', 'card-fragment'])
    await smtp.wait((mails) => mails.find((mail) => headerOf(mail, 'x-triclic-mail') === kind))
  for (const { run } of Object.values(scheduledTasks)) await run(worker.app)

  const keys = await watch.keys()
  for (const prefix of [
    `cart:{${shop.id}:`,
    `cart-changes:{${shop.id}:`,
    `card-attempts:{${shop.id}}:`,
    '{mail}:',
    '{card-fragment}:',
    '{maintenance}:',
  ])
    expect(
      keys.some((key) => key.startsWith(prefix)),
      prefix,
    ).toBe(true)
  expect(await watch.violations()).toEqual([])
})

test.each<[key: string, send: (redis: Redis) => Promise<unknown>, found: string]>([
  ['a key without a hash tag', (redis) => redis.set('new-key', '1'), 'new-key: no hash tag'],
  ['a key with an empty hash tag', (redis) => redis.get('new-key:{}'), 'new-key:{}: no hash tag'],
  [
    'a key that a Lua script builds',
    (redis) => redis.eval("return redis.call('get', 'built-' .. ARGV[1])", 0, 'key'),
    'built-key: no hash tag',
  ],
  [
    'keys of one command in different slots',
    (redis) => redis.del('{a}:key', '{b}:key'),
    '{a}:key, {b}:key: different hash tags',
  ],
])('the check finds %s', async (_key, send, found) => {
  const redis = new Redis(process.env.TEST_REDIS_URL ?? '')
  try {
    expect(await watch.violations()).not.toContain(found)
    await send(redis)
    expect(await watch.violations()).toContain(found)
  } finally {
    redis.disconnect()
  }
})

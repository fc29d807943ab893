import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { headerOf } from '../../test/smtp.ts'
import { startReceiver, type TestReceiver } from '../../test/receiver.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import type { TestWorker } from '../../test/worker.ts'
import { MAX_AT_ONCE } from './claim-delivery.ts'
import { deleteOldWebhookDeliveries } from './delete-old-deliveries.ts'
import { requeueWebhooks } from './queue-webhooks.ts'
import { waitAfter } from './record-attempt.ts'

let isolated: IsolatedApi
let worker: TestWorker
let shop: TestShop
let owner: Awaited<ReturnType<typeof webhookRequests>>
let receiver: TestReceiver
beforeAll(async () => {
  isolated = await startIsolatedApi({ WEBHOOKS_TO_LOOPBACK: 'on' })
  worker = await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)
beforeEach(async () => {
  shop = await createShop(isolated.api)
  owner = await webhookRequests(isolated.api, shop)
  receiver = await startReceiver()
  return () => receiver.stop()
})

interface Payload {
  event: { id: string; type: string }
  order: { code: string }
}
const placeOrder = (of = shop) => placeTestOrder(isolated.api, of)
const cancel = async (code: string) =>
  merchant(
    isolated.api,
    'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }',
    { code },
    await headersOf(isolated.api, shop, 'MANAGER'),
  )
/** Lets the time of the next attempts come. */
const retry = async () => {
  await owner.passTime()
  await requeueWebhooks(worker.app)
}
const attemptsOf = async (id: string) => (await owner.deliveries(id)).flatMap(({ attempts }) => attempts)
const unprocessedEvents = async () =>
  (
    await queryInShop<object>(
      isolated.api,
      shop,
      'select from domain_event where shop_id = $1 and processed_at is null',
      shop.id,
    )
  ).length
const firstStatus = async (id: string) => (await owner.deliveries(id))[0]?.status

describe('a receiver that', () => {
  test.each<[name: string, answer: TestReceiver['answer'], attempt: Record<string, unknown>]>([
    [
      'fails',
      (response) => response.writeHead(500).end('out of order'),
      { status: 500, excerpt: 'out of order' },
    ],
    [
      'redirects',
      (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      { status: 302, excerpt: '' },
    ],
    [
      'cuts the connection',
      (_response, _received, request) => request.socket.destroy(),
      { failure: 'CONNECTION_FAILED' },
    ],
    [
      'answers with a card number and a null character',
      (response) => response.writeHead(400).end('\0 4242 4242 4242 4242'),
      { status: 400, excerpt: '' },
    ],
    [
      'answers with a null character',
      (response) => response.writeHead(400).end('\0'),
      { status: 400, excerpt: '\uFFFD' },
    ],
    [
      'answers at length',
      (response) => response.writeHead(400).end('é'.repeat(40_000)),
      { status: 400, excerpt: 'é'.repeat(512) },
    ],
  ])('%s is tried again until it accepts', async (_name, answer, attempt) => {
    receiver.answer = answer
    const { id } = await owner.create(receiver.url, ['ORDER_PLACED'])
    await placeOrder()
    await expect.poll(() => attemptsOf(id)).toMatchObject([attempt])
    expect(await owner.find(id)).toMatchObject({ waiting: 1, failures: 1, isActive: true })
    receiver.answer = (response) => response.end('thanks')
    await retry()
    await expect.poll(() => attemptsOf(id)).toMatchObject([attempt, { status: 200, excerpt: 'thanks' }])
    expect(await firstStatus(id)).toBe('DELIVERED')
    expect(await owner.find(id)).toMatchObject({ waiting: 0, failures: 0 })
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(receiver.received).toHaveLength(2)
  })

  test('is gone is switched off, which its merchant is told, and gets nothing until it is on again', async () => {
    receiver.answer = (response) => response.writeHead(410).end()
    const { id, ...input } = await owner.create(receiver.url, ['ORDER_PLACED'])
    await placeOrder()
    await expect
      .poll(() => owner.find(id))
      .toMatchObject({ isActive: false, goneAt: expect.any(String) as string })
    expect(await firstStatus(id)).toBe('FAILED')
    const mail = await isolated.smtp.wait((mails) =>
      mails.find((each) => headerOf(each, 'x-triclic-mail') === 'webhook-gone'),
    )
    expect(mail.text).toContain(new URL(receiver.url).host)
    expect(mail.text).not.toContain('/hooks')
    await placeOrder()
    await expect.poll(unprocessedEvents).toBe(0)
    receiver.answer = (response) => response.end()
    const { url, eventTypes } = input
    const { webhook } = await owner.call('change', { id, input: { url, eventTypes, isActive: true } })
    expect(webhook).toMatchObject({ isActive: true, goneAt: null })
    expect(receiver.received).toHaveLength(1)
    const { code } = await placeOrder()
    expect((await receiver.bodies<Payload>(2)).at(-1)?.order.code).toBe(code)
  })

  test('accepts nothing for three days is given up', async () => {
    receiver.answer = (response) => response.writeHead(503).end()
    const { id } = await owner.create(receiver.url, ['ORDER_PLACED'])
    await placeOrder()
    await expect.poll(() => attemptsOf(id)).toHaveLength(1)
    await executeInShop(
      isolated.api,
      shop,
      "update webhook_delivery set created_at = created_at - interval '73 hours' where shop_id = $1",
      shop.id,
    )
    await retry()
    await expect.poll(() => firstStatus(id)).toBe('FAILED')
    expect((await owner.find(id))?.waiting).toBe(0)
  })

  test('does not answer delays no other endpoint, and has few requests at the same time', async () => {
    let open = 0
    let most = 0
    receiver.answer = (response) => {
      most = Math.max(most, ++open)
      response.on('close', () => open--)
    }
    const { id } = await owner.create(receiver.url, ['ORDER_PLACED'])
    for (let order = 0; order < MAX_AT_ONCE + 3; order++) await placeOrder()
    await expect.poll(() => open).toBe(MAX_AT_ONCE)

    const other = await createShop(isolated.api)
    const works = await startReceiver()
    await (await webhookRequests(isolated.api, other)).create(works.url, ['ORDER_PLACED'])
    const { code } = await placeOrder(other)
    expect(await works.bodies<Payload>(1)).toMatchObject([{ order: { code } }])
    await works.stop()
    expect(open).toBe(MAX_AT_ONCE)

    await expect
      .poll(() => attemptsOf(id), { timeout: 20_000 })
      .toContainEqual({
        durationMs: expect.any(Number) as number,
        status: null,
        failure: 'TIMEOUT',
        excerpt: null,
      })
    expect(most).toBe(MAX_AT_ONCE)
  }, 40_000)
})

test('what follows of an order waits until what came before is accepted; other orders do not', async () => {
  const { id } = await owner.create(receiver.url, ['ORDER_PLACED', 'ORDER_CANCELLED'])
  const told = () =>
    receiver.received.map(({ body }) => {
      const { event, order } = JSON.parse(body) as Payload
      return [order.code, event.type]
    })
  receiver.answer = (response) => response.writeHead(500).end()
  const first = await placeOrder()
  await expect.poll(() => attemptsOf(id)).toHaveLength(1)
  await cancel(first.code)
  receiver.answer = (response, { body }) =>
    response.writeHead((JSON.parse(body) as Payload).order.code === first.code ? 500 : 204).end()
  const other = await placeOrder()
  await expect.poll(async () => (await owner.find(id))?.waiting).toBe(3)
  // The failed delivery waits for its time, which would otherwise be the next one each time.
  const retried = async () => {
    await owner.endPauses()
    await requeueWebhooks(worker.app)
    return told()
  }
  await expect.poll(retried).toContainEqual([other.code, 'ORDER_PLACED'])
  await expect.poll(async () => (await owner.find(id))?.waiting).toBe(2)
  expect(told()).not.toContainEqual([first.code, 'ORDER_CANCELLED'])

  receiver.answer = (response) => response.writeHead(204).end()
  receiver.received = []
  await retry()
  await expect.poll(async () => (await owner.find(id))?.waiting).toBe(0)
  expect(told()).toEqual([
    [first.code, 'ORDER_PLACED'],
    [first.code, 'ORDER_CANCELLED'],
  ])
})

test('the waits between attempts grow to eight hours', () => {
  const waits = Array.from({ length: 20 }, (_, index) => waitAfter(index + 1))
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect([waits[0], Math.max(...waits)]).toEqual([5, 8 * 3600])
})

test('deliveries are deleted after 30 days, with their attempts', async () => {
  const { id } = await owner.create(receiver.url, ['ORDER_PLACED'])
  await placeOrder()
  await expect.poll(() => firstStatus(id)).toBe('DELIVERED')
  await deleteOldWebhookDeliveries(worker.app)
  expect(await owner.deliveries(id)).toHaveLength(1)
  await executeInShop(
    isolated.api,
    shop,
    "update webhook_delivery set created_at = now() - interval '31 days' where shop_id = $1",
    shop.id,
  )
  await deleteOldWebhookDeliveries(worker.app)
  expect(await owner.deliveries(id)).toEqual([])
})

import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from './start-worker.ts'
import { startTestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, PLACE_ORDER, type PlaceOrderReply } from '../../test/checkout.ts'
import { captureLog } from '../../test/capture-log.ts'
import { CARDS, goodCard, payByTestCard } from '../../test/card.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { growthOf, readMetrics } from '../../test/metrics.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { workerVariables } from '../../test/worker.ts'
import { readWorkerEnv } from '../platform/env.ts'

let isolated: IsolatedApi
let worker: Awaited<ReturnType<typeof startWorker>>
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi({ LOG_LEVEL: 'info' })
  const variables = { ...workerVariables(isolated.api, isolated.smtp.url), METRICS_PORT: '0' }
  worker = await startWorker(readWorkerEnv(variables), {})
  shop = await createShop(isolated.api)
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await isolated?.stop()
}, 60_000)

interface RequestLine {
  msg: string
  name: string
  requestId: string
  route: string
  method: string
  status: number
  durationMs: number
  shop: string
  type: string
  operation?: string
  fields: string[]
  userErrors?: string[]
}

/** Adds to the cart, tries an expired card, pays with a good one, and waits for the mails to buyer and merchant. */
async function checkOut(): Promise<void> {
  const { api, smtp } = isolated
  const mailsBefore = smtp.mails.length
  const buyer = await buyerWithCart(api, shop, [2])
  const placed = await buyer.request<{ placeOrder: PlaceOrderReply }>(
    PLACE_ORDER.replace('mutation', 'mutation PlaceOrder'),
    { input: orderInput(shop) },
  )
  const order = placed.data.placeOrder.order
  if (!order || !buyer.visitorId) throw new Error('The order was not placed')
  const headers = { 'x-shop-key': shop.key, 'x-visitor-id': buyer.visitorId }
  const expired = { ...goodCard, expiryYear: 2020 }
  for (const card of [expired, goodCard]) await payByTestCard(api, { ...order, headers }, { card })
  await smtp.wait((mails) => (mails.length >= mailsBefore + 2 ? true : undefined))
}

async function waitForEmptyQueues(): Promise<void> {
  const { mail, fragment, event } = isolated.api.app.queues
  for (const queue of [event, mail, fragment])
    await expect.poll(() => queue.getJobCountByTypes('waiting', 'active', 'delayed')).toBe(0)
}

test('a checkout logs one line per request and per job, under the id of the request, and nothing that the buyer typed', async () => {
  const { text, lines } = await captureLog(async () => {
    await checkOut()
    await waitForEmptyQueues()
    await fetch(`${isolated.api.url}/health/ready`)
  })
  const requests = (lines as unknown as RequestLine[]).filter(({ msg }) => msg === 'Request')
  expect(requests.map(({ fields, userErrors = [] }) => [...fields, ...userErrors])).toEqual([
    ['addToCart'],
    ['placeOrder'],
    ['payByCard', 'CARD_EXPIRED'],
    ['payByCard'],
  ])
  for (const line of requests)
    expect(line).toMatchObject({
      name: 'api',
      method: 'POST',
      route: '/graphql',
      status: 200,
      shop: shop.slug,
      type: 'mutation',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      durationMs: expect.any(Number),
    })
  expect(requests.map(({ operation }) => operation)).toEqual([undefined, 'PlaceOrder', undefined, undefined])
  const [, placed, , paid] = requests.map(({ requestId }) => requestId)
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(4)
  const jobs = lines.filter(({ msg }) => msg === 'Job done') as unknown as (RequestLine & { queue: string })[]
  const queuesOf = (id?: string) =>
    [...new Set(jobs.filter(({ requestId }) => requestId === id).map(({ queue }) => queue))].sort()
  expect(queuesOf(placed)).toEqual(['domain-event', 'mail'])
  expect(queuesOf(paid)).toContain('card-fragment')
  expect(jobs.filter(({ requestId }) => requestId !== placed && requestId !== paid)).toEqual([])
  const typed = [
    'camille',
    'martin',
    'rue de la paix',
    '75002',
    'buyers.test',
    CARDS.VISA,
    CARDS.VISA.slice(-6),
  ]
  for (const value of typed) expect(text.toLowerCase()).not.toContain(value)
})

test('a checkout moves the metrics that describe it, and no label names a shop', async () => {
  // API and worker run in this process and share one registry of metrics.
  const before = await readMetrics(worker.metricsUrl)
  await checkOut()
  await waitForEmptyQueues()
  const after = await readMetrics(worker.metricsUrl)
  expect(growthOf(before, after)).toMatchObject({
    'triclic_http_requests_total{method="POST",route="/graphql",status="200"}': 4,
    'triclic_graphql_operations_total{api="storefront",operation="addToCart",outcome="OK"}': 1,
    'triclic_graphql_operations_total{api="storefront",operation="placeOrder",outcome="OK"}': 1,
    'triclic_graphql_operations_total{api="storefront",operation="payByCard",outcome="USER_ERROR"}': 1,
    'triclic_graphql_operations_total{api="storefront",operation="payByCard",outcome="OK"}': 1,
    'triclic_graphql_operation_duration_seconds_count{api="storefront",operation="payByCard"}': 2,
    'triclic_card_checks_total{outcome="CARD_EXPIRED"}': 1,
    'triclic_card_checks_total{outcome="ACCEPTED"}': 1,
    'triclic_mails_total{kind="ORDER_CONFIRMATION",state="SENT"}': 1,
    'triclic_mails_total{kind="CARD_FRAGMENT",state="SENT"}': 1,
    'triclic_job_duration_seconds_count{queue="mail",outcome="OK"}': 1,
    'triclic_job_duration_seconds_count{queue="card-fragment",outcome="OK"}': 1,
  })
  const samples = [...after.keys()].join('\n')
  for (const identifying of [shop.slug, shop.id, shop.key, 'camille'])
    expect(samples).not.toContain(identifying)
})

test('mails and jobs that wait are counted, with the age of the oldest', async () => {
  const { smtp } = isolated
  smtp.behaviour = 'refuse'
  try {
    const buyer = await buyerWithCart(isolated.api, shop, [1])
    await buyer.request(PLACE_ORDER, { input: orderInput(shop) })
    await expect
      .poll(() =>
        readMetrics(worker.metricsUrl).then((samples) => samples.get('triclic_mails{state="QUEUED"}')),
      )
      .toBe(1)
    const DELAYED = 'triclic_queue_jobs{queue="mail",state="delayed"}'
    await expect.poll(() => readMetrics(worker.metricsUrl).then((samples) => samples.get(DELAYED))).toBe(1)
    const samples = await readMetrics(worker.metricsUrl)
    expect(samples.get('triclic_mails_oldest_queued_seconds')).toBeGreaterThan(0)
    expect(samples.get('triclic_mails{state="FAILED"}')).toBe(0)
    expect(samples.get('triclic_queue_oldest_waiting_seconds{queue="mail"}')).toBe(0)
  } finally {
    smtp.behaviour = 'accept'
  }
})

test('the API serves the metrics of its connection pool and of the event loop, and only if it is given a port', async () => {
  expect(isolated.api.metricsUrl).toBeNull()
  await worker.stop()
  const api = await startTestApi({ METRICS_PORT: '0' })
  try {
    const samples = await readMetrics(api.metricsUrl)
    const names = [...samples.keys()].map((name) => name.replace(/\{.*/, ''))
    expect(names).toEqual(
      expect.arrayContaining([
        'triclic_database_connections',
        'triclic_database_waiting',
        'triclic_catalog_load_duration_seconds_count',
        'triclic_unexpected_errors_total',
        'nodejs_eventloop_lag_p99_seconds',
        'process_resident_memory_bytes',
      ]),
    )
    for (const pool of ['main', 'merchants']) {
      const [used, free] = ['used', 'free'].map((state) =>
        samples.get(`triclic_database_connections{pool="${pool}",state="${state}"}`),
      )
      expect(Number(used) + Number(free)).toBeGreaterThan(0)
      expect(samples.get(`triclic_database_waiting{pool="${pool}"}`)).toBe(0)
    }
  } finally {
    await api.stop()
  }
})

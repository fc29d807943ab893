import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startWorker } from './start-worker.ts'
import { graphql } from '../../test/api.ts'
import { captureLog, type LogLine } from '../../test/capture-log.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { growthOf, readMetrics } from '../../test/metrics.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { workerVariables } from '../../test/worker.ts'
import { requeueMails } from '../mail/requeue-mails.ts'
import { readWorkerEnv } from '../platform/env.ts'

const ERROR = 50

let isolated: IsolatedApi
// API and worker run in this process and share one registry of metrics.
let worker: Awaited<ReturnType<typeof startWorker>>
let shop: TestShop
const repairs: string[] = []

beforeAll(async () => {
  isolated = await startIsolatedApi()
  const variables = { ...workerVariables(isolated.api, isolated.smtp.url), METRICS_PORT: '0' }
  const task = { everySeconds: 1, run: requeueMails }
  worker = await startWorker(readWorkerEnv(variables), { 'requeue-mails': task })
  shop = await createShop(isolated.api)
}, 60_000)
afterEach(() => repair())
afterAll(async () => {
  await worker?.stop()
  await isolated?.stop()
}, 60_000)

/** Takes a permission away, so that PostgreSQL reports a real error; `repairSql` gives it back after the test. */
async function breakBy(sql: string, repairSql: string): Promise<void> {
  await isolated.api.owner.query(sql)
  repairs.push(repairSql)
}

async function repair(): Promise<void> {
  for (const sql of repairs.splice(0)) await isolated.api.owner.query(sql)
}

/** Without digits that could be those of a card, which would be replaced. */
const REQUEST_ID = '01900000-0000-7000-8abc-def000000001'

const countAt = (place: string) => `triclic_unexpected_errors_total{place="${place}"}`

/** Runs `work` until an unexpected error is logged, and returns its line with the growth of the error counters. */
async function findUnexpectedError(
  work: () => Promise<unknown>,
): Promise<{ line: LogLine; growth: Record<string, number> }> {
  const before = await readMetrics(worker.metricsUrl)
  const { lines } = await captureLog(work)
  const growth = growthOf(before, await readMetrics(worker.metricsUrl))
  const [line] = lines.filter(({ level }) => level === ERROR)
  if (!line) throw new Error('No unexpected error was logged')
  return { line, growth }
}

test('in a resolver: in the log in full and counted, and the client learns the id of its request only', async () => {
  await breakBy('revoke select on product from triclic_api', 'grant select on product to triclic_api')
  const requestId = REQUEST_ID
  let answer: Awaited<ReturnType<typeof graphql>> | undefined
  const { line, growth } = await findUnexpectedError(async () => {
    answer = await graphql(
      `${isolated.api.url}/graphql`,
      '{ products { totalCount } }',
      {},
      {
        'x-shop-key': shop.key,
        'x-request-id': requestId,
      },
    )
  })
  expect(answer?.headers.get('x-request-id')).toBe(requestId)
  expect(answer?.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }])
  expect(JSON.stringify(answer)).not.toContain('permission')
  expect(line).toMatchObject({
    requestId,
    place: 'resolver',
    err: {
      code: '42501',
      message: expect.stringContaining('permission denied for table product'),
      stack: expect.stringContaining('catalog-reader'),
    },
  })
  expect(growth).toMatchObject({
    [countAt('resolver')]: 1,
    'triclic_graphql_operations_total{api="storefront",operation="products",outcome="INTERNAL_SERVER_ERROR"}': 1,
    'triclic_catalog_load_duration_seconds_count{outcome="FAILED"}': 1,
  })
})

test('in a route', async () => {
  await breakBy(
    'revoke select on gateway_account from triclic_api',
    'grant select on gateway_account to triclic_api',
  )
  let response: Response | undefined
  const { line, growth } = await findUnexpectedError(async () => {
    response = await fetch(`${isolated.api.url}/bank/lyra/notify/${shop.slug}`, { method: 'POST' })
  })
  const requestId = response?.headers.get('x-request-id')
  expect(response?.status).toBe(500)
  expect(await response?.json()).toMatchObject({ errors: [{ extensions: { requestId } }] })
  expect(line).toMatchObject({ requestId, place: 'route', route: '/bank/:protocol/notify/:shop' })
  expect(line.err?.message).toContain('permission denied for table gateway_account')
  expect(growth[countAt('route')]).toBe(1)
})

test('in a job: with the id of the request that queued it', async () => {
  const requestId = REQUEST_ID
  const { mail } = isolated.api.app.queues
  const { line, growth } = await findUnexpectedError(async () => {
    const job = await mail.add('mail', { shopId: 'unreadable', mailId: v7(), requestId })
    await expect.poll(() => mail.getDelayedCount()).toBe(1)
    await job.remove()
  })
  expect(line).toMatchObject({ requestId, place: 'job', queue: 'mail', err: { code: '22P02' } })
  expect(line.err?.stack).toContain('send-mail')
  expect(growth[countAt('job')]).toBe(1)
})

test('in a scheduled task: once per run', async () => {
  await breakBy(
    'set role triclic_tasks; revoke execute on function shops_with_due_rows from triclic_worker; reset role',
    'set role triclic_tasks; grant execute on function shops_with_due_rows to triclic_worker; reset role',
  )
  const before = await readMetrics(worker.metricsUrl)
  const growth = async () => growthOf(before, await readMetrics(worker.metricsUrl))[countAt('scheduled-task')]
  const { lines } = await captureLog(() => expect.poll(growth).toBe(2))
  const [line] = lines
  expect(line).toMatchObject({
    level: ERROR,
    place: 'scheduled-task',
    task: 'requeue-mails',
    err: { code: '42501', stack: expect.stringContaining('due-rows-task') },
  })
  expect(line).not.toHaveProperty('requestId')
})

test('while metrics are read: the others are still served', async () => {
  await breakBy(
    'set role triclic_tasks; revoke execute on function mail_states from triclic_worker; reset role',
    'set role triclic_tasks; grant execute on function mail_states to triclic_worker; reset role',
  )
  const { line, growth } = await findUnexpectedError(async () => {
    const samples = await readMetrics(worker.metricsUrl)
    expect(samples.has('triclic_mails{state="QUEUED"}')).toBe(false)
    expect(samples.has('triclic_queue_jobs{queue="mail",state="waiting"}')).toBe(true)
  })
  expect(line).toMatchObject({ place: 'metrics', err: { code: '42501' } })
  expect(growth[countAt('metrics')]).toBeGreaterThan(0)
})

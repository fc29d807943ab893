import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { connectAsWorker } from '../../test/events.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, withConnection } from '../../test/sql.ts'
import { mailMetrics } from './mail-metrics.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

const queryAs = (role: 'api' | 'worker', sql: string): Promise<Record<string, unknown>[]> =>
  withConnection(roleUrl(role), async (client) => (await client.query<Record<string, unknown>>(sql)).rows)

test('counts queued mails of all shops and those that failed in the last 7 days, and no others', async () => {
  for (const _shop of ['first', 'second']) {
    const shop = await createShop(api)
    const kind = 'ORDER_CONFIRMATION'
    const statuses = ['QUEUED', 'FAILED', 'FAILED', 'SENT', 'SKIPPED']
    const { mailIds } = await insertTestOrder(api, shop, {
      mails: statuses.map((status) => ({ kind, status })),
    })
    await executeInShop(
      api,
      shop,
      `update mail set created_at = now() - interval '8 days' where id = $1`,
      mailIds[1],
    )
    await executeInShop(
      api,
      shop,
      `update mail set created_at = now() - interval '1 hour' where id = $1`,
      mailIds[0],
    )
  }
  expect(
    await queryAs(
      'worker',
      'select state, mails::int, round(oldest_seconds / 60)::int as minutes from mail_states()',
    ),
  ).toEqual([
    { state: 'QUEUED', mails: 2, minutes: 60 },
    { state: 'FAILED', mails: 2, minutes: 0 },
  ])
})

test('both gauges of a scrape share one read of the database, and each scrape reads again', async () => {
  const gauges = mailMetrics(await connectAsWorker(api))
  for (const _scrape of ['first', 'second']) {
    const { statements } = await countStatements(() => Promise.all(gauges.map((gauge) => gauge.get())))
    expect(statements).toEqual(['select * from mail_states()'])
  }
})

test('the worker sees no mail of any shop outside a shop’s transaction, and the API may not count', async () => {
  expect(await queryAs('worker', 'select recipient from mail')).toEqual([])
  await expect(queryAs('api', 'select * from mail_states()')).rejects.toThrow('permission denied')
})

test('reads an index for each state, and never the whole table', async () => {
  await api.owner.query('set enable_seqscan = off; set role triclic_tasks')
  for (const [status, index] of [
    ['QUEUED', 'mail_queued'],
    ['FAILED', 'mail_failed'],
  ]) {
    const { rows } = await api.owner.query<{ 'QUERY PLAN': string }>(
      `explain select created_at from mail where status = '${status}' order by created_at limit 10000`,
    )
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      new RegExp(`Index (Only )?Scan (using|on) ${index}`),
    )
  }
  await api.owner.query('reset role')
})

import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { readMetrics } from '../../test/metrics.ts'

const connection = cuttableConnection(new URL(roleUrl('api')))
let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ DATABASE_URL: await connection.listen(), METRICS_PORT: '0' })
}, 60_000)
afterAll(async () => {
  await api?.stop()
  connection.close()
}, 60_000)

/** The stores that the metrics of the API name, and whether they are up. */
const stores = async () =>
  Object.fromEntries(
    [...(await readMetrics(api.metricsUrl))].filter(([name]) => name.startsWith('triclic_store_up')),
  )

test('a scrape says which stores are up, and only that of the database while it is down', async () => {
  expect(await stores()).toEqual({
    'triclic_store_up{store="database"}': 1,
    'triclic_store_up{store="redis"}': 1,
    'triclic_store_up{store="media"}': 1,
  })
  connection.cut(true)
  expect(await stores()).toEqual({ 'triclic_store_up{store="database"}': 0 })
  connection.cut(false)
  await expect.poll(stores, { timeout: 10_000 }).toMatchObject({ 'triclic_store_up{store="database"}': 1 })
})

test('a scrape says for how many days there are keys', async () => {
  const samples = await readMetrics(api.metricsUrl)
  expect(samples.get('triclic_key_days{keys="kept"}')).toBeGreaterThan(1)
  expect(samples.get('triclic_key_days{keys="fragment-public"}')).toBeGreaterThan(1)
})

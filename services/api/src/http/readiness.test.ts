import 'reflect-metadata'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'

const way = cuttableConnection(new URL(roleUrl('api')))
let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ DATABASE_URL: await way.listen(), LOG_LEVEL: 'info' })
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await api?.stop()
  way.close()
}, 60_000)

const look = () => fetch(`${api.url}/health/ready`)

test('who looks is told each time that the database is away; the log when it goes and when it is back', async () => {
  const logged: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
  const lines = () =>
    logged
      .filter((line) => line.includes('The database is'))
      .map((line) => JSON.parse(line) as { msg: string })
  expect(await (await look()).json()).toMatchObject({ status: 'ready' })

  for (const _time of ['once', 'twice']) {
    way.cut(true)
    for (const answer of [await look(), ...(await Promise.all([look(), look()]))]) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toEqual({ status: 'not ready' })
    }
    way.cut(false)
    await expect.poll(async () => (await look()).status, { timeout: 10_000 }).toBe(200)
  }
  expect(lines().map(({ msg }) => msg)).toEqual([
    'The database is away',
    'The database is back',
    'The database is away',
    'The database is back',
  ])
  expect(logged.filter((line) => line.includes('stack'))).toHaveLength(2)
})

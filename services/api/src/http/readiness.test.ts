import 'reflect-metadata'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'

const connection = cuttableConnection(new URL(roleUrl('api')))
let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ DATABASE_URL: await connection.listen(), LOG_LEVEL: 'info' })
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await api?.stop()
  connection.close()
}, 60_000)

const checkReadiness = () => fetch(`${api.url}/health/ready`)

test('every check reports an unreachable database, but only the start and the end of the outage are logged', async () => {
  const logged: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
  const lines = () =>
    logged
      .join('')
      .split('\n')
      .filter((line) => /not ready because|reachable and accepts/.test(line))
      .map((line) => JSON.parse(line) as { msg: string; err?: object })
  expect(await (await checkReadiness()).json()).toMatchObject({ status: 'ready' })

  for (const _outage of ['first', 'second']) {
    connection.cut(true)
    const answers = [await checkReadiness(), ...(await Promise.all([checkReadiness(), checkReadiness()]))]
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toEqual({ status: 'not ready', database: 'down' })
    }
    connection.cut(false)
    await expect.poll(async () => (await checkReadiness()).status, { timeout: 10_000 }).toBe(200)
  }
  await expect.poll(lines).toHaveLength(4)
  expect(lines().map(({ msg }) => msg)).toEqual([
    'The API is not ready because of the database',
    'The database is reachable and accepts writes again',
    'The API is not ready because of the database',
    'The database is reachable and accepts writes again',
  ])
  expect(lines().filter(({ err }) => err)).toHaveLength(2)
})

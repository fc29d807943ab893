import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freePorts, randomBase } from './free-ports.ts'
import { startServer } from './start-server.ts'
import { supervise } from './supervise.ts'
import type { Supervised } from './supervise.ts'

/** Says that it is ready, and is; but in its second life it dies of the first question after its health. */
const SCRIPT = `
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
appendFileSync('lives', '.')
const life = readFileSync('lives', 'utf8').length
createServer((_request, response) => (life === 2 ? process.exit(7) : response.end()))
  .listen(Number(process.env.PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'))
`

const cwd = mkdtempSync(join(tmpdir(), 'triclic-server-'))
let server: Supervised | undefined

afterEach(() => server?.stop())
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('one that dies while its health is awaited is not waited for, and started again', async () => {
  const [port = 0] = await freePorts(1, randomBase())
  const healthUrl = `http://127.0.0.1:${port}/`
  writeFileSync(join(cwd, 'server.mjs'), SCRIPT)
  const said: string[] = []
  const env = { PORT: String(port) }
  const start = () =>
    startServer({ name: 'sickly', cwd, script: 'server.mjs', env, healthUrl, logs: join(cwd, 'logs') })
  server = await supervise('sickly', start, (line) => said.push(line))
  const first = server.pid()
  process.kill(first, 'SIGKILL')

  await expect.poll(() => said, { timeout: 20_000 }).toContain('sickly ended before it was ready (7).')
  await expect.poll(() => server?.pid(), { timeout: 20_000 }).not.toBe(first)
  expect((await fetch(healthUrl)).status).toBe(200)
  expect(readFileSync(join(cwd, 'lives'), 'utf8')).toBe('...')
})

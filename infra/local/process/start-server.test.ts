import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freePorts, randomPortBase } from '../product/ports.ts'
import { startServer } from './start-server.ts'
import { supervise } from './supervise.ts'
import type { Supervised } from './supervise.ts'

/** A server that is healthy on its first and third start, and crashes on the first health request of its second start. */
const SCRIPT = `
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
appendFileSync('starts', '.')
const starts = readFileSync('starts', 'utf8').length
createServer((_request, response) => (starts === 2 ? process.exit(7) : response.end()))
  .listen(Number(process.env.PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'))
`

const cwd = mkdtempSync(join(tmpdir(), 'triclic-server-'))
let server: Supervised | undefined

afterEach(() => server?.stop())
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('restarts a server that crashes during its health check', async () => {
  const [port = 0] = await freePorts(1, randomPortBase())
  const healthUrl = `http://127.0.0.1:${port}/`
  writeFileSync(join(cwd, 'server.mjs'), SCRIPT)
  const printed: string[] = []
  const env = { PORT: String(port) }
  const start = () =>
    startServer({ name: 'fragile', cwd, script: 'server.mjs', env, healthUrl, logs: join(cwd, 'logs') })
  server = await supervise('fragile', start, (line) => printed.push(line))
  const first = server.pid()
  process.kill(first, 'SIGKILL')

  await expect.poll(() => printed, { timeout: 20_000 }).toContain('fragile ended before it was ready (7).')
  await expect.poll(() => server?.pid(), { timeout: 20_000 }).not.toBe(first)
  expect((await fetch(healthUrl)).status).toBe(200)
  expect(readFileSync(join(cwd, 'starts'), 'utf8')).toBe('...')
})

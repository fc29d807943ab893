import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../test/bank/bank.ts'
import { goodCard, payByTestCard } from '../../test/card.ts'
import { queryInShop } from '../../test/sql.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import { workerVariables } from '../../test/worker.ts'

const built = fileURLToPath(new URL('../../dist/src/bin/worker.js', import.meta.url))
let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let shop: TestShop
const running: Started[] = []

interface Started {
  child: ChildProcess
  output: string[]
}

beforeAll(async () => {
  if (!existsSync(built)) throw new Error('The worker is not built: npm run build -w @triclic/api')
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  shop = await createShop(api)
})
afterEach(async () => {
  for (const started of running.splice(0)) await end(started, 'SIGKILL')
  smtp.behaviour = 'accept'
  smtp.delayMs = 0
})
afterAll(() => isolated?.stop())

/** Starts a worker process with no environment variables but its own. */
function start(variables: Record<string, string> = {}): Started {
  const env = { PATH: process.env.PATH, ...workerVariables(api, smtp.url), LOG_LEVEL: 'info', ...variables }
  const child = spawn(process.execPath, [built], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const started: Started = { child, output: [] }
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => started.output.push(String(text)))
  running.push(started)
  return started
}

async function end({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill(signal)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

const waitForOutput = (started: Started, text: string) =>
  expect.poll(() => started.output.join(''), { timeout: 20_000 }).toContain(text)

const isFragmentOf = (order: PlacedOrder) => (mail: Parameters<typeof headerOf>[0]) =>
  headerOf(mail, 'x-triclic-order') === order.code && headerOf(mail, 'x-triclic-mail') === 'card-fragment'

const statusOf = async (order: PlacedOrder) =>
  (
    await queryInShop<{ status: string }>(
      api,
      shop,
      `select m.status from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'CARD_FRAGMENT'`,
      order.code,
    )
  )[0]?.status

test('after a worker is killed before its mail is accepted, the next one sends it with the same Message-ID', async () => {
  smtp.behaviour = 'stall'
  const first = start()
  await waitForOutput(first, '"msg":"ready"')
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  await expect.poll(() => smtp.stalled.some(isFragmentOf(order)), { timeout: 20_000 }).toBe(true)
  await end(first, 'SIGKILL')
  expect(await statusOf(order)).toBe('QUEUED')

  smtp.behaviour = 'accept'
  const second = start()
  const mail = await smtp.wait((mails) => mails.find(isFragmentOf(order)), 40)
  await expect.poll(() => statusOf(order), { timeout: 20_000 }).toBe('SENT')
  expect(mail.messageId).toBe(smtp.stalled.find(isFragmentOf(order))?.messageId)
  expect(smtp.mails.filter(isFragmentOf(order))).toHaveLength(1)
  const output = [...first.output, ...second.output].join('')
  expect(output.includes(goodCard.number.slice(-6)) || output.includes(goodCard.number)).toBe(false)
}, 90_000)

test('stopped by SIGTERM while a mail server takes 8 s, it waits, and no mail is sent twice', async () => {
  smtp.delayMs = 8_000
  const first = start()
  await waitForOutput(first, '"msg":"ready"')
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  await expect.poll(() => smtp.delayed.some(isFragmentOf(order)), { timeout: 20_000 }).toBe(true)
  const late = await placeTestOrder(api, shop)
  const stopped = end(first, 'SIGTERM')
  await payByTestCard(api, late)
  expect(await stopped).toBe(0)
  expect(await statusOf(order)).toBe('SENT')
  expect(smtp.delayed.some(isFragmentOf(late))).toBe(false)
  expect(await statusOf(late)).toBe('QUEUED')

  smtp.delayMs = 0
  start()
  await smtp.wait((mails) => mails.find(isFragmentOf(late)), 40)
  await expect.poll(() => statusOf(late), { timeout: 20_000 }).toBe('SENT')
  for (const each of [order, late]) expect(smtp.mails.filter(isFragmentOf(each))).toHaveLength(1)
}, 90_000)

test('stops on SIGTERM at once when idle, and after WORKER_STOP_SECONDS while a mail server hangs', async () => {
  const idle = start()
  await waitForOutput(idle, '"msg":"ready"')
  expect(await end(idle, 'SIGTERM')).toBe(0)

  smtp.behaviour = 'stall'
  const busy = start({ WORKER_STOP_SECONDS: '3' })
  await waitForOutput(busy, '"msg":"ready"')
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  await expect.poll(() => smtp.stalled.some(isFragmentOf(order)), { timeout: 20_000 }).toBe(true)
  const stoppedAt = Date.now()
  expect(await end(busy, 'SIGTERM')).toBe(0)
  expect(Date.now() - stoppedAt).toBeGreaterThan(2_500)
  expect(Date.now() - stoppedAt).toBeLessThan(10_000)
}, 60_000)

test.each([
  [
    'today’s key',
    { FRAGMENT_PRIVATE_KEYS_DIR: '/nowhere' },
    /The fragment private key of .* is not in \/nowhere/,
  ],
  ['a mail server', { SMTP_URL: '' }, /SMTP_URL is missing: the mail relay/],
  ['a role that is subject to row-level security', {}, /has BYPASSRLS/],
])('does not start without %s, and prints one line that says so', async (requirement, variables, message) => {
  const isOwner = requirement === 'a role that is subject to row-level security'
  const started = start(isOwner ? { DATABASE_URL: process.env.TEST_DATABASE_OWNER_URL ?? '' } : variables)
  const [code] = (await once(started.child, 'exit')) as [number]
  expect(code).toBe(1)
  expect(started.output.join('').trim()).toMatch(message)
  expect(started.output.join('').trim().split('\n')).toHaveLength(1)
})

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { dayOf } from '../../../platform/crypto/day-keys.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard, tryCard } from '../../../../test/card.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { startTestSmtp, type TestSmtp } from '../../../../test/smtp.ts'
import { startTestWorker, workerVariables, type TestWorker } from '../../../../test/worker.ts'
import { checkKeptDigitsKeys } from './check-kept-digits-keys.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let smtp: TestSmtp
let shop: TestShop
let certifier: Record<string, string>
let worker: TestWorker | undefined

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  smtp = await startTestSmtp()
  shop = await createShop(api)
  certifier = await headersOf(api, shop, 'CERTIFIER')
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(async () => {
  await smtp?.stop()
  await api?.stop()
  await stores?.drop()
})

const keyOfToday = (folder: string) =>
  join(api.variables[folder as never] as string, `${dayOf(new Date())}.key`)

/** Keys are cached for 30 seconds; the next access after that drops them. */
function dropCachedKeys(): void {
  vi.setSystemTime(Date.now() + 31_000)
  for (const keys of [api.app.keptDigitsKeys, api.app.fragmentSealer, worker?.app.fragmentDecrypter])
    keys?.has('2020-01-01')
  vi.useRealTimers()
}

/** Runs `work` while today's key file is missing, or has the content `replacement`. */
async function withoutKey<T>(folder: string, replacement: string | null, work: () => Promise<T>): Promise<T> {
  const file = keyOfToday(folder)
  renameSync(file, `${file}.away`)
  if (replacement !== null) writeFileSync(file, replacement, { mode: 0o600 })
  dropCachedKeys()
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
    renameSync(`${file}.away`, file)
    dropCachedKeys()
  }
}

async function placeOrderWithCard(): Promise<PlacedOrder> {
  const order = await placeTestOrder(api, shop)
  expect((await payByTestCard(api, order)).userErrors).toEqual([])
  return order
}

const ORDER = `query ($code: String!) { order(code: $code) { cardPayment { id revealable } mails { kind status lastError } timeline { kind } } }`
const REVEAL = `mutation ($code: String!, $id: ID!) { revealCard(orderCode: $code, paymentId: $id) { keptDigits userErrors { code } } }`

interface OrderAnswer {
  cardPayment: { id: string; revealable: boolean }
  mails: { kind: string; status: string; lastError: string | null }[]
  timeline: { kind: string }[]
}

const loadOrder = async ({ code }: PlacedOrder): Promise<OrderAnswer> =>
  (await merchant<{ order: OrderAnswer }>(api, ORDER, { code }, certifier)).data.order
const countLosses = (order: OrderAnswer) => order.timeline.filter(({ kind }) => kind === 'KEPT_LOST').length

async function reveal(order: PlacedOrder) {
  const { id } = (await loadOrder(order)).cardPayment
  const { data, errors } = await merchant<{
    revealCard: { keptDigits: string | null; userErrors: { code: string }[] }
  }>(api, REVEAL, { code: order.code, id }, certifier)
  expect(errors).toBeUndefined()
  return data.revealCard
}

describe.each([
  ['missing', null],
  ['malformed', 'not a key'],
])('while a kept key is %s', (_state, replacement) => {
  test('the loss is reported on the order and nothing is revealed, until the key is restored', async () => {
    const order = await placeOrderWithCard()
    await withoutKey('KEPT_KEYS_DIR', replacement, async () => {
      expect((await loadOrder(order)).cardPayment.revealable).toBe(false)
      await checkKeptDigitsKeys(api.app)
      await checkKeptDigitsKeys(api.app)
      expect(countLosses(await loadOrder(order))).toBe(1)
      expect(await reveal(order)).toEqual({ keptDigits: null, userErrors: [{ code: 'NOT_REVEALABLE' }] })
      expect(countLosses(await loadOrder(order))).toBe(2)
    })
    expect((await loadOrder(order)).cardPayment.revealable).toBe(true)
    expect((await reveal(order)).userErrors).toEqual([])
    const audit = await queryInShop<{ action: string }>(
      api,
      shop,
      `select action from audit_entry where shop_id = $1 and subject like $2 order by at`,
      shop.id,
      `${order.code} %`,
    )
    expect(audit.map(({ action }) => action)).toEqual(['revealCard failed', 'revealCard'])
  })

  test('no card is accepted and payByCard returns SERVICE_UNAVAILABLE', async () => {
    const order = await placeTestOrder(api, shop)
    const answer = await withoutKey('KEPT_KEYS_DIR', replacement, () => tryCard(api, order))
    expect(answer.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
  })
})

test('an unreadable fragment key is reported on the order, and the mail is sent once the key is repaired', async () => {
  worker = await startTestWorker(api, smtp.url)
  const order = await placeTestOrder(api, shop)
  const mail = async () => (await loadOrder(order)).mails.find(({ kind }) => kind === 'CARD_FRAGMENT')
  await withoutKey('FRAGMENT_PRIVATE_KEYS_DIR', 'not a key', async () => {
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
    await expect.poll(mail, { timeout: 10_000 }).toMatchObject({
      status: 'QUEUED',
      lastError: 'The key for these digits can’t be read; the operator must repair it.',
    })
  })
  await expect.poll(mail, { timeout: 15_000 }).toMatchObject({ status: 'SENT' })
})

describe('startup fails with one sentence', () => {
  const run = (script: string, variables: Record<string, string>) =>
    spawnSync(
      process.execPath,
      [fileURLToPath(new URL(`../../../../dist/src/bin/${script}`, import.meta.url))],
      {
        env: { PATH: process.env.PATH, NODE_ENV: 'production', ...variables },
        encoding: 'utf8',
        timeout: 20_000,
      },
    )
  const processes = [
    ['server.js', 'KEPT_KEYS_DIR'],
    ['server.js', 'FRAGMENT_PUBLIC_KEYS_DIR'],
    ['worker.js', 'FRAGMENT_PRIVATE_KEYS_DIR'],
  ] as const

  test.each(processes)('%s without a key in %s', (script, name) => {
    const empty = mkdtempSync(join(tmpdir(), 'triclic-no-keys-'))
    const { status, stderr } = run(script, { ...workerVariables(api, smtp.url), [name]: empty })
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^The (API|worker) can't start\. The .*key of \d{4}-\d{2}-\d{2} is not in .*: run make-keys.*\n$/,
    )
    rmSync(empty, { recursive: true })
  })

  test.each(processes.filter(([, name]) => name !== 'FRAGMENT_PUBLIC_KEYS_DIR'))(
    '%s with keys in %s that everyone can read',
    (script, name) => {
      const file = keyOfToday(name)
      chmodSync(file, 0o644)
      const { status, stderr } = run(script, workerVariables(api, smtp.url))
      chmodSync(file, 0o600)
      expect(status).toBe(1)
      expect(stderr).toMatch(/can be read by everyone: chmod it to 600\.\n$/)
    },
  )
})

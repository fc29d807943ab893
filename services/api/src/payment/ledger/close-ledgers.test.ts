import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { executeAllInShop, queryInShop, withConnection } from '../../../test/sql.ts'
import { roleUrl } from '../../../test/api.ts'
import type { TestWorker } from '../../../test/worker.ts'
import { closeLedgers } from './close-ledgers.ts'
import { verifyLedger } from './verify-ledger.ts'

let isolated: IsolatedApi
let api: TestApi
let worker: TestWorker
let shop: TestShop
beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop())
beforeEach(async () => {
  shop = await createShop(api, { timeZone: 'Europe/Paris' })
})

/** Adds entries that were appended at these times, as the migration does for older payments. */
const append = (...entries: [at: string, amount: number, currency?: string, isTest?: boolean][]) =>
  executeAllInShop(api, shop, [
    ['insert into ledger_head (shop_id) values ($1) on conflict do nothing', shop.id],
    ...entries.map(([at, amount, currency = 'EUR', isTest = false]): [string, ...unknown[]] => [
      `with added as (
         select add_to_ledger(h, jsonb_populate_record(null::ledger_entry, $2::jsonb)) as head from ledger_head h where h.shop_id = $1
       )
       update ledger_head h set sequence = (added.head).sequence, hash = (added.head).hash, at = (added.head).at, due_at = (added.head).due_at
       from added where h.shop_id = $1`,
      shop.id,
      JSON.stringify({
        at,
        amount,
        currency,
        is_test: isTest,
        kind: amount > 0 ? 'BANK_PAYMENT' : 'UNMATCHED_REFUND',
        subject_id: crypto.randomUUID(),
      }),
    ]),
  ])

interface Closing {
  kind: string
  period: string
  currency: string
  is_test: boolean
  entry_count: number
  received: number
  returned: number
  grand_total: number
}
const closings = () =>
  queryInShop<Closing>(
    api,
    shop,
    `select period_kind as kind, period::text, currency, is_test, entry_count, received::int, returned::int, grand_total::int
     from ledger_closing where shop_id = $1 order by sequence`,
    shop.id,
  )
const closed = async () =>
  (await closings()).map(({ kind, period, received, returned, grand_total }) =>
    [kind, period, received, returned, grand_total].join(' '),
  )

test('days, months and years end in the time zone of the shop, and periods without movements have no row', async () => {
  await append(
    ['2024-12-31T22:59:59Z', 100],
    ['2024-12-31T23:00:00Z', 200],
    ['2025-01-15T12:00:00Z', -50],
    ['2025-02-01T12:00:00Z', 1000],
  )
  await closeLedgers(worker.app)
  expect(await closed()).toEqual([
    'DAY 2024-12-31 100 0 100',
    'DAY 2025-01-01 200 0 300',
    'DAY 2025-01-15 0 -50 250',
    'DAY 2025-02-01 1000 0 1250',
    'MONTH 2024-12-01 100 0 100',
    'MONTH 2025-01-01 200 -50 250',
    'MONTH 2025-02-01 1000 0 1250',
    'YEAR 2024-01-01 100 0 100',
    'YEAR 2025-01-01 1200 -50 1250',
  ])
  expect((await verifyLedger(api.app.orm, shop)).problem).toBeNull()
})

test('run again, or by several workers at once, it closes nothing twice', async () => {
  await append(['2025-03-01T12:00:00Z', 100])
  await Promise.all([closeLedgers(worker.app), closeLedgers(worker.app), closeLedgers(worker.app)])
  await closeLedgers(worker.app)
  expect(await closed()).toHaveLength(3)
})

test('a period that is not over stays open, and is found again when it is', async () => {
  const now = new Date().toISOString()
  await append([now, 100])
  await closeLedgers(worker.app)
  expect(await closed()).toEqual([])
  const [head] = await queryInShop<{ due: boolean }>(
    api,
    shop,
    "select due_at > now() and due_at <= now() + interval '1 day 1 hour' as due from ledger_head where shop_id = $1",
    shop.id,
  )
  expect(head).toEqual({ due: true })
})

test('what comes after a closing belongs to the open period, even when the shop moves to another time zone', async () => {
  await append(['2025-03-01T22:30:00Z', 100])
  await closeLedgers(worker.app)
  await api.owner.query("update shop set time_zone = 'Pacific/Honolulu' where id = $1", [shop.id])
  // Still the first of March there, a day that is closed.
  await append(['2025-03-01T23:30:00Z', 30])
  await executeAllInShop(api, shop, [['update ledger_head set due_at = now() where shop_id = $1', shop.id]])
  await closeLedgers(worker.app)
  expect((await closed()).filter((text) => text.startsWith('DAY'))).toEqual([
    'DAY 2025-03-01 100 0 100',
    'DAY 2025-03-02 30 0 130',
  ])
})

test('each currency has rows of its own, and test payments too', async () => {
  await append(
    ['2025-03-01T10:00:00Z', 100],
    ['2025-03-01T11:00:00Z', 7, 'USD'],
    ['2025-03-01T12:00:00Z', 500, 'EUR', true],
    ['2025-03-01T13:00:00Z', 1],
  )
  await closeLedgers(worker.app)
  const days = (await closings()).filter(({ kind }) => kind === 'DAY')
  expect(
    days.map(({ currency, is_test, entry_count, grand_total }) => [
      currency,
      is_test,
      entry_count,
      grand_total,
    ]),
  ).toEqual([
    ['EUR', false, 2, 101],
    ['EUR', true, 1, 500],
    ['USD', false, 1, 7],
  ])
})

test('a worker that is killed while it closes leaves nothing half done', async () => {
  await append(['2025-03-01T12:00:00Z', 100], ['2025-03-02T12:00:00Z', 100])
  await withConnection(roleUrl('worker'), async (client) => {
    client.on('error', () => undefined)
    await client.query('begin')
    await client.query("select set_config('app.shop_id', $1, true)", [shop.id])
    await client.query('select close_ledger()')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    await withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', (owner) =>
      owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]),
    )
  }).catch(() => undefined)
  expect(await closed()).toEqual([])
  await closeLedgers(worker.app)
  expect(await closed()).toHaveLength(4)
})

test.each(['update ledger_closing set received = 1', 'delete from ledger_closing'])(
  'nobody may run "%s"',
  async (sql) => {
    await expect(executeAllInShop(api, shop, [[sql]])).rejects.toThrow('the ledger is append-only')
  },
)

test('a closing that somebody changed is found', async () => {
  await append(['2025-03-01T12:00:00Z', 100])
  await closeLedgers(worker.app)
  await executeAllInShop(api, shop, [
    ['alter table ledger_closing disable trigger append_only'],
    ["update ledger_closing set grand_total = 99 where period_kind = 'MONTH'"],
    ['alter table ledger_closing enable trigger append_only'],
  ])
  expect((await verifyLedger(api.app.orm, shop)).problem).toBe('Closing 2 was changed.')
})

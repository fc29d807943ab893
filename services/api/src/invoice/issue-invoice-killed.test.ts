import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { giveIdentity } from '../../test/invoice.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { workerVariables } from '../../test/worker.ts'

const INVOICES = Number(process.env['KILLED_INVOICES'] ?? 300)
const WORKERS = INVOICES < 10_000 ? 3 : 8
/** The mean time between kills grows with the workers, so that each lives long enough to issue some invoices. */
const KILL_EVERY_MS = WORKERS * 40
/** A worker may start slowly on a busy machine. */
const MAX_MS = 120_000 + 100 * INVOICES

const built = fileURLToPath(new URL('../../dist/src/bin/worker.js', import.meta.url))
let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
const running = new Set<ChildProcess>()

beforeAll(async () => {
  if (!existsSync(built)) throw new Error('The worker is not built: npm run build -w @triclic/api')
  isolated = await startIsolatedApi()
  api = isolated.api
  shop = await createShop(api)
  await giveIdentity(api, shop)
}, 60_000)
afterEach(async () => {
  for (const worker of running) await kill(worker)
})
afterAll(() => isolated?.stop())

function startWorker(): ChildProcess {
  const env = { PATH: process.env.PATH, ...workerVariables(api, isolated.smtp.url) }
  const worker = spawn(process.execPath, [built], { env, stdio: 'ignore' })
  running.add(worker)
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  running.delete(worker)
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

/** Orders that were paid at the same moment, each of one line for 12 €. */
async function insertPaidOrders(count: number): Promise<void> {
  await executeInShop(
    api,
    shop,
    `with placed as (
       insert into "order" (id, shop_id, code, status, visitor, idempotency_key, input_hash, cart_version, language, email, billing_address,
         shipping_address, currency, subtotal, shipping_total, tax_total, total, taxes)
       select gen_random_uuid(), $1, 'ORDER' || n, 'PENDING_PAYMENT', 'v' || n, gen_random_uuid(), '\\x00', 'v' || n, 'fr', 'camille@buyers.test', $2::jsonb, $2::jsonb,
         'EUR', 1200, 0, 200, 1200, '[{"taxBasisPoints": 2000, "base": 1000, "tax": 200}]'
       from generate_series(1, $3::integer) n returning id
     )
     insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
     select gen_random_uuid(), $1, id, 0, $4, 'Bol', 'Standard', 'BOL', 1, 1200, 2000, 1200 from placed`,
    shop.id,
    JSON.stringify({
      firstName: 'Camille',
      lastName: 'Martin',
      line1: '1 rue de la Paix',
      postalCode: '75002',
      city: 'Paris',
      countryCode: 'FR',
    }),
    count,
    shop.variants[0]?.id,
  )
  await executeInShop(
    api,
    shop,
    `update "order" set status = 'PAID', paid_at = now() where shop_id = $1`,
    shop.id,
  )
}

const countInvoices = async (): Promise<number> =>
  (
    await queryInShop<{ count: number }>(
      api,
      shop,
      'select count(*)::integer as count from invoice where shop_id = $1',
      shop.id,
    )
  )[0]?.count ?? 0

test(
  `${INVOICES} invoices of ${WORKERS} workers that are killed all the while have no gap and no duplicate`,
  async () => {
    await insertPaidOrders(INVOICES)
    const workers = Array.from({ length: WORKERS }, startWorker)
    let kills = 0
    const end = Date.now() + MAX_MS
    let atLastKill = 0
    for (;;) {
      await sleep(20 + Math.random() * 2 * KILL_EVERY_MS)
      const issued = await countInvoices()
      if (issued >= INVOICES || Date.now() > end) break
      // Only after progress: a worker that is killed while it starts proves nothing.
      if (issued <= atLastKill) continue
      const index = Math.floor(Math.random() * WORKERS)
      const victim = workers[index]
      if (!victim) continue
      await kill(victim)
      workers[index] = startWorker()
      atLastKill = issued
      kills++
    }
    const [facts] = await queryInShop<Record<string, number | boolean>>(
      api,
      shop,
      `select count(*)::integer as invoices, count(distinct order_id)::integer as orders, count(distinct number)::integer as numbers,
         min(sequence) as first, max(sequence) as last,
         (select last_number from invoice_counter where shop_id = $1) as counter,
         (select count(*)::integer from invoice_due where shop_id = $1) as waiting,
         (select count(*)::integer from domain_event where shop_id = $1 and type = 'invoice.issued') as events,
         not exists (select from (select issued_at < lag(issued_at) over (order by sequence) as is_earlier from invoice where shop_id = $1) i where is_earlier) as is_in_order
       from invoice where shop_id = $1`,
      shop.id,
    )
    expect(facts).toEqual({
      invoices: INVOICES,
      orders: INVOICES,
      numbers: INVOICES,
      first: 1,
      last: INVOICES,
      counter: INVOICES,
      waiting: 0,
      events: INVOICES,
      is_in_order: true,
    })
    expect(kills).toBeGreaterThan(0)
  },
  MAX_MS + 60_000,
)

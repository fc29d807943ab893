import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { roleUrl, type TestApi } from '../../test/api.ts'
import { merchantContext, verifyShop, writeAuditEntries } from '../../test/audit.ts'
import { captureLog } from '../../test/capture-log.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop, withConnection } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { scheduledTasks } from '../app/jobs.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { sealAuditLog } from './seal-audit-log.ts'
import { writeAudit } from './write-audit.ts'

let isolated: IsolatedApi
let api: TestApi
let workers: TestWorker[]
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  workers = [await isolated.startWorker(), await isolated.startWorker()]
}, 60_000)
afterAll(() => isolated?.stop())
beforeEach(async () => {
  shop = await createShop(api)
})

const seal = () => Promise.all(workers.map(({ app }) => sealAuditLog(app)))
const sealedSubjects = async (): Promise<string[]> => {
  const rows = await queryInShop<{ subject: string }>(
    api,
    shop,
    'select subject from audit_entry where shop_id = $1 and sequence is not null order by sequence',
    shop.id,
  )
  return rows.map(({ subject }) => subject)
}

test('a thousand entries that are written while two workers seal form one chain without gaps', async () => {
  const writers = [1, 2, 3, 4, 5].map((writer) => writeAuditEntries(api, shop, 200, `writer ${writer}`))
  let areWritten = false
  const written = Promise.all(writers).then(() => (areWritten = true))
  while (!areWritten) await seal()
  await written
  await seal()
  expect(await verifyShop(api, shop)).toMatchObject({
    sequence: 1000,
    entries: 1000,
    unsealed: { entries: 0, oldest: null },
    problem: null,
  })
  expect(new Set(await sealedSubjects()).size).toBe(1000)
}, 60_000)

test('more entries than one transaction seals are sealed in one run', async () => {
  await executeInShop(
    api,
    shop,
    `insert into audit_entry (id, shop_id, member_id, member_name, action, subject)
     select gen_random_uuid(), $1, gen_random_uuid(), 'Zoé', 'cancelOrder', number::text from generate_series(1, 2500) number`,
    shop.id,
  )
  expect((await seal()).reduce((sum, count) => sum + count)).toBe(2500)
  expect(await verifyShop(api, shop)).toMatchObject({ entries: 2500, problem: null })
})

test('an entry that is committed after later ones were sealed is sealed behind them', async () => {
  let commit = () => {}
  const mayCommit = new Promise<void>((resolve) => (commit = resolve))
  let isWritten = () => {}
  const whenWritten = new Promise<void>((resolve) => (isWritten = resolve))
  const late = inTransaction(await merchantContext(api, shop), async (tx) => {
    writeAudit(tx, { action: 'cancelOrder', subject: 'late' })
    await tx.em.flush()
    isWritten()
    await mayCommit
  })
  await whenWritten
  await writeAuditEntries(api, shop, 2)
  await seal()
  expect(await sealedSubjects()).toEqual(['entry 1', 'entry 2'])
  commit()
  await late
  expect(await verifyShop(api, shop)).toMatchObject({ entries: 2, unsealed: { entries: 1 }, problem: null })
  await seal()
  expect(await sealedSubjects()).toEqual(['entry 1', 'entry 2', 'late'])
  expect(await verifyShop(api, shop)).toMatchObject({ entries: 3, unsealed: { entries: 0 }, problem: null })
})

test('an operation does not wait while its shop’s log is being sealed', async () => {
  await writeAuditEntries(api, shop, 1)
  await withConnection(roleUrl('worker'), async (sealing) => {
    await sealing.query('begin')
    await sealing.query('select seal_audit_entries($1, 10)', [shop.id])
    await writeAuditEntries(api, shop, 3, 'meanwhile')
    await sealing.query('rollback')
  })
  await seal()
  expect(await verifyShop(api, shop)).toMatchObject({ entries: 4, problem: null })
})

test('sealing is scheduled every two seconds', () => {
  expect(scheduledTasks['seal-audit-log']).toMatchObject({ everySeconds: 2, run: sealAuditLog })
})

test('a chain that was altered is reported once and not extended, and other shops are sealed', async () => {
  await writeAuditEntries(api, shop, 2)
  await seal()
  await executeInShop(api, shop, `update audit_chain set head_hash = sha256('x')`)
  const other = await createShop(api)
  await writeAuditEntries(api, shop, 1, 'later')
  await writeAuditEntries(api, other, 1)
  const { lines } = await captureLog(() => sealAuditLog(workers[0]!.app))
  expect(lines.filter(({ level }) => level === 50)).toMatchObject([
    {
      shop: shop.id,
      err: { message: expect.stringMatching(/somebody altered it, or AUDIT_KEY lacks the key/) as string },
    },
  ])
  const again = await captureLog(() => sealAuditLog(workers[0]!.app))
  expect(again.lines.filter(({ level }) => level === 50)).toEqual([])
  expect(await sealedSubjects()).toEqual(['entry 1', 'entry 2'])
  expect(await verifyShop(api, other)).toMatchObject({ entries: 1, problem: null })
})

test('nobody but the functions of scheduled tasks may change or delete what is sealed', async () => {
  const { rows } = await api.owner.query<{ right: string }>(
    `select format('%s: %s %s (%s)', r.rolname, p.name, c.relname, a.attname) as right
     from pg_roles r, pg_class c, pg_attribute a, (values ('insert'), ('update')) p (name)
     where r.rolname in ('triclic_api', 'triclic_worker') and c.relname in ('audit_entry', 'audit_chain')
       and a.attrelid = c.oid and a.attnum > 0 and has_column_privilege(r.oid, c.oid, a.attnum, p.name)
     union all
     select format('%s: delete %s', r.rolname, c.relname) from pg_roles r, pg_class c
     where r.rolname in ('triclic_api', 'triclic_worker') and c.relname in ('audit_entry', 'audit_chain')
       and (has_table_privilege(r.oid, c.oid, 'delete') or has_table_privilege(r.oid, c.oid, 'truncate'))
     order by 1`,
  )
  const columns = ['action', 'address', 'at', 'id', 'member_id', 'member_name', 'shop_id', 'subject']
  expect(rows.map(({ right }) => right)).toEqual(
    columns.map((column) => `triclic_api: insert audit_entry (${column})`),
  )
})

test('the API cannot write an entry as the system, and cannot seal', async () => {
  const asApi = new Client({ connectionString: roleUrl('api') })
  await asApi.connect()
  await expect(asApi.query('select seal_audit_entries($1, 1)', [shop.id])).rejects.toThrow(
    'permission denied',
  )
  await expect(
    asApi.query(
      `insert into audit_entry (id, shop_id, actor, action, subject) values (gen_random_uuid(), $1, 'SYSTEM', 'x', 'x')`,
      [shop.id],
    ),
  ).rejects.toThrow('permission denied')
  await asApi.end()
})

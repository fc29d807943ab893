import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { verifyShop, writeAuditEntries } from '../../test/audit.ts'
import { captureLog } from '../../test/capture-log.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { cutAuditLog } from './cut-audit-log.ts'
import { sealAuditLog } from './seal-audit-log.ts'

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
  shop = await createShop(api)
})

/** Writes entries that are this old, and seals them. */
async function writeOld(count: number, age: string, prefix: string): Promise<void> {
  await writeAuditEntries(api, shop, count, prefix)
  await executeInShop(
    api,
    shop,
    'update audit_entry set at = now() - $1::interval where shop_id = $2 and sequence is null',
    age,
    shop.id,
  )
  await sealAuditLog(worker.app)
}
const entries = () =>
  queryInShop<{ subject: string; actor: string }>(
    api,
    shop,
    'select subject, actor from audit_entry where shop_id = $1 order by sequence',
    shop.id,
  )
const member = (subject: string) => ({ subject, actor: 'MEMBER' })

test('entries older than 13 months are deleted, the rest can still be verified, and the system records it', async () => {
  await writeOld(3, '13 months 1 day', 'old')
  await writeOld(2, '12 months 27 days', 'recent')
  const before = await verifyShop(api, shop)
  expect(await cutAuditLog(worker.app)).toBe(3)
  expect(await cutAuditLog(worker.app)).toBe(0)
  await sealAuditLog(worker.app)
  expect(await entries()).toEqual([
    member('recent 1'),
    member('recent 2'),
    { subject: 'entries 1 to 3', actor: 'SYSTEM' },
  ])
  expect(await verifyShop(api, shop, [before])).toMatchObject({
    sequence: 6,
    entries: 3,
    cut: 3,
    unsealed: { entries: 0 },
    problem: null,
  })
})

test('a log that is cut as a whole can be extended', async () => {
  await writeOld(2, '14 months', 'old')
  expect(await cutAuditLog(worker.app)).toBe(2)
  await writeAuditEntries(api, shop, 1)
  await sealAuditLog(worker.app)
  expect(await verifyShop(api, shop)).toMatchObject({ entries: 2, cut: 2, problem: null })
})

test('an entry that was sealed among younger ones is kept until they are old', async () => {
  await writeOld(1, '1 month', 'recent')
  await writeOld(1, '14 months', 'backdated')
  expect(await cutAuditLog(worker.app)).toBe(0)
  expect(await entries()).toEqual([member('recent 1'), member('backdated 1')])
})

test.each([
  ["update audit_entry set subject = 'another' where sequence = 2", 'was changed'],
  ['delete from audit_entry where sequence = 1', 'is missing or was changed'],
  ['update audit_chain set anchor_sequence = 0, signature = signature || signature', 'somebody altered it'],
])('old entries are kept as evidence after "%s"', async (sql, reason) => {
  await writeOld(3, '14 months', 'old')
  await executeInShop(api, shop, sql)
  const before = await entries()
  const { lines } = await captureLog(() => cutAuditLog(worker.app))
  const reported = lines.filter((line) => (line as { shop?: string }).shop === shop.id)
  expect(reported.map(({ level }) => level)).toEqual([50])
  expect(reported[0]?.err?.message).toContain(reason)
  expect(await entries()).toEqual(before)
})

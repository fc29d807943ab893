import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { verifyShop, writeAuditEntries } from '../../test/audit.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { sealAuditLog } from './seal-audit-log.ts'
import { verifyAuditLog } from './verify-audit-log.ts'

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
  await writeAuditEntries(api, shop, 6)
  await sealAuditLog(worker.app)
})

/** Somebody who has the database alone: past row-level security and the narrow functions. */
const tamper = (...statements: string[]) =>
  executeAllInShop(
    api,
    shop,
    statements.map((sql): [string] => [sql]),
  )
/** Adds an entry like the one with the number `source`, as if it had been sealed as number `sequence`. */
const copyOf = (source: number, sequence: number) =>
  `insert into audit_entry (shop_id, id, at, member_id, member_name, action, subject, address, sequence, sealed_at, hash)
   select shop_id, gen_random_uuid(), at, member_id, member_name, action, 'forged', address, ${sequence}, sealed_at, hash
   from audit_entry where sequence = ${source}`
/** Computes the hashes of all entries from the third one on anew. */
const REHASH = `do $$ declare e audit_entry; previous bytea; begin
  select hash into previous from audit_entry where sequence = 2;
  for e in select * from audit_entry where sequence > 2 order by sequence loop
    previous := audit_entry_hash(previous, e);
    update audit_entry set hash = previous where id = e.id and shop_id = e.shop_id;
  end loop;
  update audit_chain set head_hash = previous;
end $$`

test('a log that nobody touched is found to be as it was sealed', async () => {
  await writeAuditEntries(api, shop, 2, 'new')
  expect(await verifyShop(api, shop)).toEqual({
    shop: shop.id,
    slug: shop.slug,
    sequence: 6,
    hash: expect.stringMatching(/^\\x[0-9a-f]{64}$/) as string,
    entries: 6,
    cut: 0,
    unsealed: { entries: 2, oldest: expect.stringMatching(/^\d{4}-.*Z$/) as string },
    problem: null,
  })
})

test.each([
  ['subject', "'another'"],
  ['action', "'another'"],
  ['at', "at - interval '1 microsecond'"],
  ['address', 'null'],
  ['member_id', 'gen_random_uuid()'],
  ['member_name', "'another'"],
  ['id', 'gen_random_uuid()'],
  ['sealed_at', "sealed_at + interval '1 second'"],
  ['hash', "sha256('x')"],
])('an entry with another %s is found', async (column, value) => {
  await tamper(`update audit_entry set ${column} = ${value} where sequence = 3`)
  expect((await verifyShop(api, shop)).problem).toMatch(/^Entry 3 \(.*\) was changed\.$/)
})

test.each<[what: string, problem: RegExp, ...statements: string[]]>([
  ['a deleted entry', /^Entry 3 is missing\.$/, 'delete from audit_entry where sequence = 3'],
  [
    'a deleted entry whose followers moved up',
    /^Entry 3 \(.*\) was changed\.$/,
    'delete from audit_entry where sequence = 3',
    'update audit_entry set sequence = -sequence + 1 where sequence > 3',
    'update audit_entry set sequence = -sequence where sequence < 0',
  ],
  ['deleted first entries', /^Entry 1 is missing\.$/, 'delete from audit_entry where sequence < 3'],
  [
    'deleted first entries with a moved anchor',
    /^The signature of the chain is wrong, or/,
    'update audit_chain set anchor_sequence = 2, anchor_hash = (select hash from audit_entry where sequence = 2)',
    'delete from audit_entry where sequence < 3',
  ],
  [
    'an inserted entry',
    /^Entry 3 \(.*\) was changed\.$/,
    'update audit_entry set sequence = -sequence - 1 where sequence > 2',
    'update audit_entry set sequence = -sequence where sequence < 0',
    copyOf(2, 3),
  ],
  ['an added entry', /^Entry 7 \(.*\) was changed\.$/, copyOf(6, 7)],
  [
    'two entries that changed places',
    /^Entry 3 \(.*\) was changed\.$/,
    'update audit_entry set sequence = 99 where sequence = 3',
    'update audit_entry set sequence = 3 where sequence = 4',
    'update audit_entry set sequence = 4 where sequence = 99',
  ],
  ['a deleted end', /^The end is missing: entries 5 to 6\.$/, 'delete from audit_entry where sequence > 4'],
  [
    'a deleted end with a moved head',
    /^The signature of the chain is wrong, or/,
    'delete from audit_entry where sequence > 4',
    'update audit_chain set head_sequence = 4, head_hash = (select hash from audit_entry where sequence = 4)',
  ],
  [
    'a rewritten chain',
    /^The signature of the chain is wrong, or/,
    "update audit_entry set subject = 'another' where sequence = 3",
    REHASH,
  ],
  [
    'a rewritten chain with its old head',
    /^The chain was rewritten: entry 6 has another hash\.$/,
    "update audit_entry set subject = 'another' where sequence = 3",
    REHASH.replace('update audit_chain set head_hash = previous;', ''),
  ],
  [
    'an invented signature',
    /^The signature of the chain is wrong, or/,
    "update audit_chain set signature = 'x'",
  ],
  [
    'a removed signature',
    /^The signature of the chain is wrong, or/,
    "update audit_chain set signature = ''",
  ],
  ['a removed chain', /^Entries after 0 were added\.$/, 'delete from audit_chain'],
  [
    'an unsealed log',
    /^The end is missing: entries 1 to 6\.$/,
    'delete from audit_chain',
    'update audit_entry set sequence = null, sealed_at = null, hash = null',
  ],
])('%s is found', async (_what, problem, ...statements) => {
  const before = await verifyShop(api, shop)
  await tamper(...statements)
  const known = problem.source.includes('1 to 6') ? [before] : []
  expect((await verifyShop(api, shop, known)).problem).toMatch(problem)
})

test('a chain that was signed with another key is found', async () => {
  expect((await verifyAuditLog(api.app.orm, [randomBytes(32)], shop)).problem).toBe(
    'The signature of the chain is wrong, or AUDIT_KEY lacks the key that made it.',
  )
})

describe('with a report from before', () => {
  test('a log that grew since is accepted', async () => {
    const before = await verifyShop(api, shop)
    await writeAuditEntries(api, shop, 1, 'new')
    await sealAuditLog(worker.app)
    expect(await verifyShop(api, shop, [before])).toMatchObject({ entries: 7, problem: null })
  })

  test('an older signed state that was put back and went on differently is found', async () => {
    await tamper('create table saved as select * from audit_chain')
    await writeAuditEntries(api, shop, 1, 'unwanted')
    await sealAuditLog(worker.app)
    const before = await verifyShop(api, shop)
    await tamper(
      'delete from audit_entry where sequence = 7',
      'update audit_chain c set head_sequence = s.head_sequence, head_hash = s.head_hash, signature = s.signature from saved s where s.shop_id = c.shop_id',
      'drop table saved',
    )
    expect((await verifyShop(api, shop)).problem).toBeNull()
    expect((await verifyShop(api, shop, [before])).problem).toBe('The end is missing: entries 7 to 7.')
    await writeAuditEntries(api, shop, 1, 'other')
    await sealAuditLog(worker.app)
    expect((await verifyShop(api, shop)).problem).toBeNull()
    expect((await verifyShop(api, shop, [before])).problem).toMatch(
      /^Entry 7 \(.*\) is not the one that was sealed before\.$/,
    )
  })
})

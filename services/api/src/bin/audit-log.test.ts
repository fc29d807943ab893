import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, type TestApi } from '../../test/api.ts'
import { writeAuditEntries } from '../../test/audit.ts'
import { captureLog } from '../../test/capture-log.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { sealAuditLog } from '../audit/seal-audit-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-audit-'))
let isolated: IsolatedApi
let api: TestApi
let worker: TestWorker
let first: TestShop
let second: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
  first = await createShop(api)
  second = await createShop(api)
  for (const shop of [first, second]) await writeAuditEntries(api, shop, 3)
  await sealAuditLog(worker.app)
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await isolated?.stop()
})

/** Runs the command as an operator does. */
function auditLog(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/audit-log.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: roleUrl('api'), AUDIT_KEY: api.variables.AUDIT_KEY },
    encoding: 'utf8',
  })
  const reports = stdout.split('\n').filter(Boolean)
  return { status, stdout, stderr, reports: reports.map((line) => JSON.parse(line) as { slug?: string }) }
}

test('prints a line for each shop, or for one', () => {
  const all = auditLog('verify')
  expect(all).toMatchObject({ status: 0, stderr: '' })
  expect(all.reports.map(({ slug }) => slug)).toEqual([first.slug, second.slug].sort())
  const one = auditLog('verify', '--shop', second.slug)
  expect(one).toMatchObject({ status: 0, reports: [{ slug: second.slug, entries: 3, problem: null }] })
})

test('compares the logs with an earlier output and with the log of the worker', async () => {
  const [earlier, workerLog] = [join(folder, 'earlier'), join(folder, 'worker.log')]
  writeFileSync(earlier, auditLog('verify').stdout)
  await writeAuditEntries(api, first, 1, 'new')
  const { text } = await captureLog(async () => {
    worker.app.log.level = 'info'
    await sealAuditLog(worker.app)
    // Written at once, and with it the lines before.
    worker.app.log.warn('Sealed')
  })
  writeFileSync(workerLog, `worker-1  | ${text}`)
  for (const file of [earlier, workerLog])
    expect(auditLog('verify', '--after', file)).toMatchObject({ status: 0, stderr: '' })
  await executeInShop(api, first, 'delete from audit_entry where shop_id = $1', first.id)
  await executeInShop(api, first, 'delete from audit_chain where shop_id = $1', first.id)
  expect(auditLog('verify').status).toBe(0)
  for (const [file, end] of [
    [earlier, 3],
    [workerLog, 4],
  ] as const) {
    const { status, reports } = auditLog('verify', '--after', file)
    expect(status).toBe(1)
    expect(reports.find(({ slug }) => slug === first.slug)).toMatchObject({
      problem: `The end is missing: entries 1 to ${end}.`,
    })
  }
})

test('exits with 1 and names what is wrong when a log was changed or a shop is gone', async () => {
  const earlier = join(folder, 'earlier-2')
  writeFileSync(earlier, auditLog('verify').stdout)
  await executeInShop(api, second, "update audit_entry set subject = 'x' where sequence = 2")
  expect(auditLog('verify', '--shop', second.slug)).toMatchObject({
    status: 1,
    reports: [{ slug: second.slug, problem: expect.stringMatching(/^Entry 2 .* was changed\.$/) as string }],
  })
  await api.owner.query('delete from shop where id = $1', [second.id])
  const { status, reports } = auditLog('verify', '--after', earlier)
  expect(status).toBe(1)
  expect(reports).toContainEqual({ shop: second.id, problem: 'The shop no longer exists.' })
})

test.each([
  [[], /Usage: audit-log verify/],
  [['verify', '--shop', 'nowhere'], /There is no shop nowhere\./],
  [['verify', '--after', '/nowhere'], /ENOENT/],
  [['verify', '--after', '/dev/null'], /contains no earlier state of an audit log/],
])('exits with 2 and one sentence for the arguments %j', (args, message) => {
  const { status, stdout, stderr } = auditLog(...args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(message)
})

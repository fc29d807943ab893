import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, type TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createRefundScenario } from '../../test/refund.ts'
import { executeAllInShop } from '../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  scenario = await createRefundScenario(api)
  await scenario.placePaidOrder()
}, 60_000)
afterAll(() => isolated?.stop())

/** Runs the command as an operator does. */
function ledger(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/ledger.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: roleUrl('api'), AUDIT_KEY: api.variables.AUDIT_KEY },
    encoding: 'utf8',
  })
  const reports = stdout.split('\n').filter(Boolean)
  return { status, stdout, stderr, reports: reports.map((line) => JSON.parse(line) as object) }
}

test('prints a line for each shop, and exits with 1 once somebody changed an entry', async () => {
  const { slug } = scenario.shop
  expect(ledger('verify', '--shop', slug)).toMatchObject({
    status: 0,
    stderr: '',
    reports: [{ slug, entries: 1, problem: null }],
  })
  await executeAllInShop(api, scenario.shop, [
    ['alter table ledger_entry disable trigger append_only'],
    ['update ledger_entry set amount = amount + 1'],
    ['alter table ledger_entry enable trigger append_only'],
  ])
  expect(ledger('verify')).toMatchObject({ status: 1, reports: [{ slug, problem: 'Entry 1 was changed.' }] })
})

test.each([
  [[], /Usage: ledger verify/],
  [['verify', '--shop', 'nowhere'], /There is no shop nowhere\./],
])('exits with 2 and one sentence for the arguments %j', (args, message) => {
  const { status, stdout, stderr } = ledger(...args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(message)
})

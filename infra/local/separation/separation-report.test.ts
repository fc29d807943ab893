import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { SEPARATION_CHECKS } from './separation-checks.ts'
import { separationReport, type ReportFacts, type TestRun } from './separation-report.ts'

const files = SEPARATION_CHECKS.flatMap((check) => check.files)
const CROSS_SHOP = 'the merchant API Query.order finds nothing of another shop'
const STOREFRONT = 'the storefront API Query.order reveals nothing of another shop'
const facts: ReportFacts = {
  date: '2026-11-28T12:00:00.000Z',
  version: '1.2.3',
  commit: 'abc123',
  isModified: false,
  node: 'v26.10.0',
  rootFields: ['merchant Query.order', 'storefront Query.order', 'merchant Mutation.signIn'],
}

/** A run in which all checks passed. */
const passedRun = (): TestRun => ({
  testResults: files.map((file) => ({
    name: join('/checkout', file),
    status: 'passed',
    assertionResults: [CROSS_SHOP, STOREFRONT].map((fullName) => ({ fullName, status: 'passed' })),
  })),
})
function runWith(change: (first: TestRun['testResults'][number]) => void): TestRun {
  const run = passedRun()
  change(run.testResults[0]!)
  return run
}

test('all listed files exist', () => {
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('a run without failures has passed; the report names date, version, commit and counts', () => {
  const { markdown, hasPassed } = separationReport(passedRun(), facts)
  expect(hasPassed).toBe(true)
  for (const line of [
    '| Date | 2026-11-28T12:00:00.000Z |',
    '| Version | 1.2.3 |',
    '| Commit | abc123 |',
    `| Checks | ${2 * files.length} passed, 0 failed, 0 files without a result |`,
    '| Root fields called with ids of another shop | 2 of 3 |',
    '| Result | **passed** |',
    `| passed | ${CROSS_SHOP} |`,
  ])
    expect(markdown).toContain(line)
  for (const file of files) expect(markdown).toContain(`### \`${file}\`: 2 of 2 passed`)
})

test('the report names the root fields that were not called with ids of another shop', () => {
  const { markdown } = separationReport(passedRun(), facts)
  expect(markdown).toMatch(/were not called with ids of another one: `merchant Mutation\.signIn`\.$/m)
})

test('changes that are not committed are named', () => {
  const { markdown } = separationReport(passedRun(), { ...facts, isModified: true })
  expect(markdown).toContain('| Commit | abc123, with changes that are not committed |')
})

test.each([
  ['the storefront API', STOREFRONT],
  ['the merchant API', CROSS_SHOP],
])('the report fails if no field of %s was called with ids of another shop', (_api, name) => {
  const run = passedRun()
  for (const { assertionResults } of run.testResults)
    for (const result of assertionResults) if (result.fullName === name) result.fullName = 'renamed'
  expect(separationReport(run, facts).hasPassed).toBe(false)
})

test.each<[string, TestRun, string]>([
  [
    'a failed check',
    runWith((file) => (file.assertionResults[0]!.status = 'failed')),
    `| **FAILED** | ${CROSS_SHOP} |`,
  ],
  [
    'a skipped check',
    runWith((file) => (file.assertionResults[0]!.status = 'skipped')),
    `| **FAILED** | ${CROSS_SHOP} |`,
  ],
  [
    'a file that failed outside its checks',
    runWith((file) => (file.status = 'failed')),
    `\`${files[0]}\`: no result`,
  ],
  ['a file without checks', runWith((file) => (file.assertionResults = [])), `\`${files[0]}\`: no result`],
  ['a file that did not run', runWith((file) => (file.name = '/elsewhere')), `\`${files[0]}\`: no result`],
])('%s fails the report', (_what, run, line) => {
  const { markdown, hasPassed } = separationReport(run, facts)
  expect(hasPassed).toBe(false)
  expect(markdown).toContain('| Result | **FAILED** |')
  expect(markdown).toContain(line)
})

import { cell, table } from '../docs/markdown.ts'
import { NOT_COVERED, SEPARATION_CHECKS } from './separation-checks.ts'

/** The result of a test run, as vitest writes it with `--reporter=json`. */
export interface TestRun {
  testResults: {
    /** Absolute path of the file. */
    name: string
    status: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

export interface ReportFacts {
  /** ISO 8601, UTC. */
  date: string
  version: string
  commit: string
  /** Whether files differ from the commit. */
  isModified: boolean
  node: string
  /** `storefront Query.field`, `merchant Mutation.field`, … */
  rootFields: readonly string[]
}

/** How the generated test names the call of a root field with ids of another shop. */
const CROSS_SHOP = /^the (\w+) API ((?:Query|Mutation)\.\w+) (?:reveals|finds) nothing of another shop$/

/**
 * Writes the report of PCI DSS A1.1.4 in Markdown. It has passed if every test of every file ran and passed, and ids of another shop were sent to every
 * root field of the storefront API and to fields of the merchant API. tenancy.test.ts fails for a field that needs a permission and has no case.
 */
export function separationReport(run: TestRun, facts: ReportFacts): { markdown: string; hasPassed: boolean } {
  const groups = SEPARATION_CHECKS.map(({ title, files }) => ({
    title,
    files: files.map((file) => resultOf(run, file)),
  }))
  const results = groups.flatMap(({ files }) => files)
  const tests = results.flatMap((file) => file.tests)
  const failed = tests.filter(({ hasPassed }) => !hasPassed)
  const broken = results.filter((file) => !file.hasRun)
  const called = new Set(tests.map(({ name }) => CROSS_SHOP.exec(name)?.slice(1).join(' ')).filter(Boolean))
  const notCalled = facts.rootFields.filter((field) => !called.has(field))
  const wereCalled =
    notCalled.every((field) => !field.startsWith('storefront ')) &&
    [...called].some((field) => field?.startsWith('merchant '))
  const hasPassed = failed.length === 0 && broken.length === 0 && wereCalled
  const markdown = [
    '# Separation of shops (PCI DSS 4.0.1, A1.1.4)',
    table(
      ['Fact', 'Value'],
      [
        ['Date', facts.date],
        ['Version', facts.version],
        ['Commit', `${facts.commit}${facts.isModified ? ', with changes that are not committed' : ''}`],
        ['Node.js', facts.node],
        [
          'Checks',
          `${tests.length - failed.length} passed, ${failed.length} failed, ${broken.length} files without a result`,
        ],
        ['Root fields called with ids of another shop', `${called.size} of ${facts.rootFields.length}`],
        ['Result', hasPassed ? '**passed**' : '**FAILED**'],
      ],
    ),
    ...groups.map(({ title, files }) => `## ${title}\n\n${files.map(fileSection).join('\n\n')}`),
    `## What was not covered\n\n${[...NOT_COVERED, fieldsNotCalled(notCalled)].map((line) => `- ${line}`).join('\n')}`,
  ].join('\n\n')
  return { markdown: `${markdown}\n`, hasPassed }
}

interface FileResult {
  file: string
  hasRun: boolean
  tests: { name: string; hasPassed: boolean }[]
}

/** A test that was skipped has not passed. */
function resultOf(run: TestRun, file: string): FileResult {
  const found = run.testResults.find(({ name }) => name.replaceAll('\\', '/').endsWith(`/${file}`))
  const tests = (found?.assertionResults ?? []).map(({ fullName, status }) => ({
    name: fullName.trim(),
    hasPassed: status === 'passed',
  }))
  const hasRun = tests.length > 0 && (found?.status === 'passed' || tests.some(({ hasPassed }) => !hasPassed))
  return { file, hasRun, tests }
}

function fileSection({ file, hasRun, tests }: FileResult): string {
  const passed = tests.filter((each) => each.hasPassed).length
  const head = `### \`${file}\`: ${hasRun ? `${passed} of ${tests.length} passed` : 'no result'}`
  const rows = tests.map(({ name, hasPassed }) => [hasPassed ? 'passed' : '**FAILED**', cell(name)])
  return rows.length > 0 ? `${head}\n\n${table(['Result', 'Check'], rows)}` : head
}

const fieldsNotCalled = (fields: readonly string[]): string =>
  fields.length === 0
    ? 'Every root field was called with ids of another shop.'
    : `Root fields that need no permission in a shop, and so were not called with ids of another one: ${fields.map((field) => `\`${field}\``).join(', ')}.`

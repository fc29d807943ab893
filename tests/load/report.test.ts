import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Report } from './report.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-report-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['a value that reaches its target', { value: 4, target: { below: 5 } }, 0],
  ['a value that is too high', { value: 5, target: { below: 5 } }, 1],
  ['a value that is too low', { value: 5, target: { above: 5 } }, 1],
  ['a value that could not be measured', { value: NaN, target: { below: 5 } }, 1],
  ['a value without a target', { value: 5 }, 0],
])('%s', (name, row, problems) => {
  const report = new Report()
  report.add({ name, unit: 'ms', ...row })
  expect(report.problems).toHaveLength(problems)
})

test('writes a table with ratios, and an image for each chart', () => {
  const report = new Report()
  report.add({ name: 'list', value: 12_345, unit: '/s', reference: { name: 'bare Apollo', value: 10_000 } })
  report.addChart('growth', { title: 'Growth', x: 'x', y: 'y', series: [{ name: 'a', points: [[1, 1]] }] })
  report.write(folder)
  expect(readdirSync(folder).sort()).toEqual(['bench.md', 'growth.svg'])
  const text = readFileSync(join(folder, 'bench.md'), 'utf8')
  expect(text).toContain('| list | 12,300 /s | 10,000 (bare Apollo) | 1.23 |  |')
  expect(text).toContain('![Growth](growth.svg)')
})

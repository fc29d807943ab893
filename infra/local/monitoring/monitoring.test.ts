import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../paths.ts'
import { readSetting } from '../settings.ts'

const folder = join(root, 'infra/monitoring')
const scratch = mkdtempSync(join(tmpdir(), 'triclic-monitoring-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const ruleFiles = globSync('rules/*.yml', { cwd: folder }).sort()
const alertsIn = (file: string) => [...read(file).matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)
const alerts = ruleFiles.flatMap(alertsIn)

/** Runs a program that `npm test` has found. @throws with its output when it fails */
function run(program: 'promtool' | 'amtool', ...args: string[]): string {
  const programs = readSetting('PROMETHEUS_PATH')
  if (!programs)
    throw new Error('PROMETHEUS_PATH is not set: run npm test -- monitoring, which finds promtool.')
  return execFileSync(join(programs, program), args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
}

test('Prometheus and Alertmanager accept their files', () => {
  expect(run('promtool', 'check', 'config', 'prometheus.yml')).toContain('is valid')
  expect(run('amtool', 'check-config', 'alertmanager.yml')).toContain('SUCCESS')
})

test.each(ruleFiles)('the alerts of %s fire when they should, and only then', (file) => {
  const tests = file.replace('rules/', 'tests/').replace('.yml', '.test.yml')
  expect(run('promtool', 'test', 'rules', tests)).toContain('SUCCESS')
  const tested = [...read(tests).matchAll(/alertname: (\w+)\s+exp_alerts:( \[\])?/g)]
  const named = (quiet: boolean) =>
    tested.filter(([, , empty]) => (empty !== undefined) === quiet).map(([, name = '']) => name)
  for (const alert of alertsIn(file)) {
    expect(named(false), `${alert} fires in a test`).toContain(alert)
    expect(named(true), `${alert} does not fire in a test`).toContain(alert)
  }
})

test('each alert has its own name, a severity, a sentence and a paragraph in the runbook', () => {
  expect(alerts).toEqual([...new Set(alerts)])
  const headings = [...readFileSync(join(root, 'docs/monitoring.md'), 'utf8').matchAll(/^### (\w+)$/gm)]
  expect(headings.map(([, name = '']) => name).sort()).toEqual([...alerts].sort())
  for (const file of ruleFiles) {
    for (const rule of read(file).split('- alert: ').slice(1)) {
      const name = rule.slice(0, rule.indexOf('\n'))
      expect(rule).toMatch(/severity: (?:warning|critical) \}/)
      expect(rule).toMatch(/summary: /)
      expect(rule).toContain(`runbook: docs/monitoring.md#${name.toLowerCase()}\n`)
    }
  }
})

interface GrafanaPanel {
  id: number
  gridPos: { x: number; y: number; w: number; h: number }
  datasource: { uid: string }
  targets: { expr: string; datasource: { uid: string } }[]
}
interface Grafana {
  uid: string
  schemaVersion: number
  templating: { list: { name: string; type: string; query: string }[] }
  panels: GrafanaPanel[]
}
const boards = globSync('dashboards/*.json', { cwd: folder })
  .sort()
  .map((file): [string, Grafana] => [file, JSON.parse(read(file)) as Grafana])

test.each(boards)('%s has a choice of the Prometheus, and panels that do not overlap', (_file, board) => {
  expect(board.templating.list).toEqual([
    expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' }),
  ])
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length)
  const cells = new Set<string>()
  for (const { gridPos, datasource, targets } of board.panels) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(cells.has(`${x} ${y}`)).toBe(false)
        cells.add(`${x} ${y}`)
      }
    for (const source of [datasource, ...targets.map((target) => target.datasource)])
      expect(source.uid).toBe('${datasource}')
  }
})

test('the expressions of all panels are PromQL', () => {
  const expressions = boards.flatMap(([, { panels }]) =>
    panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  )
  // JSON is YAML. A panel's expression is a valid rule, so that promtool can check it.
  const rules = expressions.map((expr, index) => ({ record: `panel:${index}`, expr }))
  const file = join(scratch, 'panels.yml')
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }))
  expect(run('promtool', 'check', 'rules', file)).toContain(`${rules.length} rules found`)
})

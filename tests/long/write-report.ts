import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawChart } from '../load/chart.ts'
import { describeMachine } from '../load/machine.ts'
import { median } from '../load/times.ts'
import { perOrder, verdictOf, type Judged } from './judge.ts'
import { SERVERS, type Sample } from './sample.ts'

export interface LongRunReport {
  samples: Sample[]
  judged: Judged[]
  errors: string[]
  minutes: number
}

const STORES = ['PostgreSQL', 'Redis'] as const
const of = (names: readonly string[], what: string) => names.map((name) => `${name} ${what}`)

const CHARTS = [
  { file: 'memory', title: 'Memory', y: 'MB', columns: of([...SERVERS, ...STORES], 'memory MB') },
  { file: 'heap', title: 'JavaScript heap', y: 'MB', columns: of(SERVERS, 'heap MB') },
  {
    file: 'descriptors',
    title: 'Open files and sockets',
    y: '',
    columns: of([...SERVERS, ...STORES], 'descriptors'),
  },
  { file: 'connections', title: 'Connections of the stores', y: '', columns: of(STORES, 'connections') },
  {
    file: 'disk',
    title: 'Disk',
    y: 'MB',
    columns: ['database MB', 'WAL MB', 'append-only file MB', 'logs MB'],
  },
]

/** Writes long-run.md, long-run.csv with all samples, and an SVG for each chart. */
export function writeReport(folder: string, report: LongRunReport): void {
  mkdirSync(folder, { recursive: true })
  const { samples } = report
  const columns = Object.keys(samples[0] ?? {}).filter((column) => !column.endsWith('CPU ms'))
  const rows = samples.map((sample) => columns.map((column) => round(sample[column] ?? NaN)).join(','))
  writeFileSync(join(folder, 'long-run.csv'), [columns.join(','), ...rows, ''].join('\n'))
  for (const { file, title, y, columns: shown } of CHARTS) {
    const series = shown.map((column) => ({
      name: column.replace(/ (memory MB|heap MB|descriptors|connections|MB)$/, ''),
      points: samples.map((sample) => [sample.seconds / 60, sample[column] ?? NaN] as const),
    }))
    const chart = drawChart({ title, isLinear: true, x: 'minutes', y, series })
    writeFileSync(join(folder, `long-run-${file}.svg`), chart)
  }
  writeFileSync(join(folder, 'long-run.md'), markdown(report))
}

const round = (value: number): string => String(Math.round(value * 100) / 100)

function markdown({ samples, judged, errors, minutes }: LongRunReport): string {
  const last = samples.at(-1)
  const load = median(samples.map((sample) => sample['load'] ?? NaN))
  const grown = (column: string) => perOrder(samples, column).toFixed(1)
  const rows = judged.map(({ column, ...slope }) =>
    [column, slope.median, slope.growth, slope.uncertainty, slope.bound]
      .map((value) => (typeof value === 'number' ? value.toFixed(1) : value))
      .concat(verdictOf(slope))
      .join(' | '),
  )
  return [
    '---\ntitle: The product under load for a long time\ndescription: Memory, descriptors, connections and disk use of a long run, and whether they grow.\n---',
    '# The product under load for a long time',
    `Written by \`npm run test:long -- --minutes ${minutes} --save\`. ${describeMachine()}. Load: ${Math.round(load * 100)} % of the processors, ${last?.['orders']} orders, ${last?.['mails']} mails. All samples are in long-run.csv beside this page.`,
    'Growth is that of a line fitted to the samples after the first 30 % of the time, over the rest of it. A value is flat when this growth is within the bound, undecided when it is beyond by less than its uncertainty (two standard errors), and grows otherwise; then the run fails. Memory is what belongs to a process and its children alone; of a heap, the lowest value of each minute counts. The memory of Redis is judged from the tenth minute: until then, counters of attempts are collected, which it keeps for ten minutes.',
    [
      '| what | median | growth | ± | bound | |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n'),
    `For each order, the database grew by ${grown('database MB')} kB, the append-only file of Redis by ${grown('append-only file MB')} kB, and the logs by ${grown('logs MB')} kB. The append-only file and the WAL shrink again when they are rewritten and recycled.`,
    errors.length ? ['Errors:', ...errors.map((error) => `- ${error}`)].join('\n') : 'No request failed.',
    ...CHARTS.map(({ file, title }) => `![${title}](long-run-${file}.svg)`),
    '',
  ].join('\n\n')
}

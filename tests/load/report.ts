import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawChart, type Chart } from './chart.ts'
import { describeMachine } from './machine.ts'

/** One measured figure, and that of a reference in the same run. */
export interface Row {
  name: string
  value: number
  unit: '/s' | 'ms' | 'MB' | ''
  reference?: { name: string; value: number }
  /** What the figure has to stay below or above. */
  target?: { below: number } | { above: number }
  /** Why the figure is not to be trusted, or misses its target. */
  problem?: string
}

/** Collects what a run measures, prints it as it comes, and writes it to a folder at the end. */
export class Report {
  readonly #rows: Row[] = []
  readonly #charts: (Chart & { file: string })[] = []
  readonly #problems: string[] = []
  readonly #tables: { title: string; lines: string[] }[] = []

  add(measured: Row): void {
    const missed = missedTarget(measured)
    const row = { ...measured, ...(missed && { problem: missed }) }
    this.#rows.push(row)
    const { name, value, unit, reference, problem } = row
    const compared =
      reference && `   ${reference.name} ${formatNumber(reference.value)}   ratio ${ratio(row)}`
    print(
      `${name.padEnd(72)} ${formatNumber(value).padStart(9)} ${unit.padEnd(2)}${compared ?? ''}${problem ? `   ${problem}` : ''}`,
    )
  }

  /** @param file the name of the image, without extension */
  addChart(file: string, chart: Chart): void {
    this.#charts.push({ ...chart, file })
    print(`\n${chart.title}`)
    for (const { name, points } of chart.series)
      print(
        `${name.padEnd(40)} ${points.map(([x, y]) => `${formatNumber(x)}: ${formatNumber(y)}`).join('   ')}`,
      )
  }

  /** @param lines of a Markdown table, its header first */
  addTable(title: string, lines: string[]): void {
    this.#tables.push({ title, lines })
    print(`\n${title}\n${lines.join('\n')}`)
  }

  /** A section that failed, or a figure of a table that misses its target. */
  addProblem(problem: string): void {
    this.#problems.push(problem)
    print(problem)
  }

  get problems(): string[] {
    return [
      ...this.#rows.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : [])),
      ...this.#problems,
    ]
  }

  /** Writes bench.md and one SVG for each chart. */
  write(folder: string): void {
    mkdirSync(folder, { recursive: true })
    for (const { file, ...chart } of this.#charts)
      writeFileSync(join(folder, `${file}.svg`), drawChart(chart))
    writeFileSync(join(folder, 'bench.md'), this.#markdown())
  }

  #markdown(): string {
    const rows = this.#rows.map((row) => {
      const { name, value, unit, reference, problem } = row
      const compared = reference ? `${formatNumber(reference.value)} (${reference.name})` : ''
      return `| ${name} | ${formatNumber(value)} ${unit} | ${compared} | ${reference ? ratio(row) : ''} | ${problem ?? ''} |`
    })
    const charts = this.#charts.map(({ file, title }) => `![${title}](${file}.svg)`)
    const tables = this.#tables.flatMap(({ title, lines }) => [`## ${title}`, lines.join('\n')])
    return [
      '# Measured',
      `Written by \`npm run bench -- --save\`. ${describeMachine()}. The same machine also creates the load: compare the ratios, not the figures.`,
      [
        '| what | measured | reference in the same run | ratio | remark |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n'),
      ...tables,
      ...(charts.length > 0 ? ['## Growth', ...charts] : []),
      '',
    ].join('\n\n')
  }
}

/** How a figure misses its target, if it does. A figure that could not be measured misses it. */
export function missedTarget({ value, unit, target }: Omit<Row, 'name'>): string | undefined {
  if (!target) return undefined
  if ('below' in target)
    return value < target.below ? undefined : `the target is below ${formatNumber(target.below)} ${unit}`
  return value > target.above ? undefined : `the target is above ${formatNumber(target.above)} ${unit}`
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** Three significant digits. */
export const formatNumber = (value: number): string =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString('en') : '–'

const ratio = ({ value, reference }: Row): string => (value / (reference?.value ?? NaN)).toFixed(2)

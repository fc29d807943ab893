import { LIMITS } from '../product/product-limits.ts'
import type { MappedRow } from './mapped-row.ts'
import type { ProblemList } from './problem.ts'
import type { CellReader } from './read-cells.ts'

interface ProductOptions {
  /** Undefined when the file has no columns of options. */
  names: string[] | undefined
  /** The values of a variant, parallel to `names`. */
  valuesOf(row: MappedRow): string[]
}

const NUMBERS = [1, 2, 3] as const

/** Reads the options of products. A row may name its options itself (WooCommerce), else the names of the product's first row count. */
export class OptionReader {
  readonly #hasColumns: boolean
  readonly #cells: CellReader
  readonly #problems: ProblemList

  constructor(hasColumns: boolean, cells: CellReader, problems: ProblemList) {
    this.#hasColumns = hasColumns
    this.#cells = cells
    this.#problems = problems
  }

  read(rows: MappedRow[], variantRows: MappedRow[]): ProductOptions {
    if (!this.#hasColumns) {
      this.#requireDistinct(variantRows, () => [])
      return { names: undefined, valuesOf: () => [] }
    }
    const shared = NUMBERS.map((number) => this.#name(rows, number))
    // A WooCommerce product without variations may have attributes: they are no options.
    const isWhole = variantRows.length === 1 && variantRows[0] === rows[0] && rows[0]?.cell('type')
    const valuesByRow = new Map(
      variantRows.map((row) => [row, isWhole ? new Map() : this.#values(row, shared)]),
    )
    const used = new Set([...valuesByRow.values()].flatMap((values) => [...values.keys()] as string[]))
    const names = [...new Set([...shared.filter((name) => name !== undefined), ...used])].filter((name) =>
      used.has(name),
    )
    for (const [row, values] of valuesByRow)
      for (const name of names)
        if (!values.has(name)) this.#problems.add('OPTION_VALUE_MISSING', { row: row.number }, name)
    const valuesOf = (row: MappedRow) =>
      names.map((name) => (valuesByRow.get(row)?.get(name) as string) ?? '')
    this.#requireDistinct(variantRows, valuesOf)
    return { names, valuesOf }
  }

  #name(rows: MappedRow[], number: 1 | 2 | 3): string | undefined {
    const cell = rows.map((row) => row.cell(`option${number}Name`)).find((cell) => cell !== undefined)
    return this.#cells.text(cell, LIMITS.optionName)
  }

  #values(row: MappedRow, shared: (string | undefined)[]): Map<string, string> {
    const values = new Map<string, string>()
    for (const [index, number] of NUMBERS.entries()) {
      const cell = row.cell(`option${number}Value`)
      const value = this.#cells.text(cell, LIMITS.optionValue)
      if (!cell || value === undefined || isDefaultTitle(shared[index], value)) continue
      const name = row.cell(`option${number}Name`)?.text ?? shared[index]
      if (name === undefined) this.#problems.add('OPTION_NAME_MISSING', cell)
      else values.set(name, value)
    }
    return values
  }

  #requireDistinct(variantRows: MappedRow[], valuesOf: (row: MappedRow) => string[]): void {
    const seen = new Map<string, number>()
    for (const row of variantRows) {
      const key = JSON.stringify(valuesOf(row))
      const first = seen.get(key)
      if (first === undefined) seen.set(key, row.number)
      else this.#problems.add('VARIANT_TWICE', { row: row.number }, first)
    }
  }
}

/** What Shopify writes for a product without options. */
const isDefaultTitle = (name: string | undefined, value: string): boolean =>
  name === 'Title' && value === 'Default Title'

import { LIMITS } from '../product/product-limits.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Field } from './field.ts'
import type { Place, ProblemList } from './problem.ts'
import type { CellReader } from './read-cells.ts'

interface ProductOptions {
  /** Undefined when the file has no columns of options. */
  names: string[] | undefined
  /** The values of a variant, parallel to `names`. */
  valuesOf(row: MappedRow): string[]
}

const NUMBERS = [1, 2, 3] as const

/** Texts that differ in case alone are the same to people. */
export const optionKey = (texts: readonly string[]): string => texts.join('\n').toLowerCase()

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
    this.#requireDistinctNames(rows, shared)
    // A WooCommerce product without variations may have attributes: they are no options.
    const isWhole = variantRows.length === 1 && variantRows[0] === rows[0] && rows[0]?.cell('type')
    const valuesByRow = new Map(
      variantRows.map((row) => [row, isWhole ? new Map() : this.#values(row, shared)]),
    )
    const used = new Set<string>()
    for (const values of valuesByRow.values()) for (const name of values.keys()) used.add(name as string)
    const names = [...new Set([...shared.filter((name) => name !== undefined), ...used])].filter((name) =>
      used.has(name),
    )
    for (const [row, values] of valuesByRow)
      for (const name of names)
        if (!values.has(name))
          this.#problems.add('OPTION_VALUE_MISSING', row.placeOf(valueFieldOf(name, shared)), name)
    const valuesOf = (row: MappedRow) =>
      names.map((name) => (valuesByRow.get(row)?.get(name) as string) ?? '')
    this.#requireDistinct(variantRows, valuesOf)
    this.#requireStorableNames(variantRows, valuesOf)
    return { names, valuesOf }
  }

  #name(rows: MappedRow[], number: 1 | 2 | 3): string | undefined {
    const cell = rows.find((row) => row.cell(`option${number}Name`))?.cell(`option${number}Name`)
    return this.#cells.text(cell, LIMITS.optionName)
  }

  #values(row: MappedRow, shared: (string | undefined)[]): Map<string, string> {
    const values = new Map<string, string>()
    for (const [index, number] of NUMBERS.entries()) {
      const cell = row.cell(`option${number}Value`)
      const value = this.#cells.text(cell, LIMITS.optionValue)
      if (!cell || value === undefined || isDefaultTitle(shared[index], value)) continue
      const name = this.#nameInRow(row, number, shared) ?? shared[index]
      if (name === undefined) this.#problems.add('OPTION_NAME_MISSING', cell)
      else values.set(name, value)
    }
    return values
  }

  /** In the spelling of the first row that names it. */
  #nameInRow(row: MappedRow, number: 1 | 2 | 3, shared: (string | undefined)[]): string | undefined {
    const cell = row.cell(`option${number}Name`)
    if (!cell) return undefined
    const known = shared.find((name) => name?.toLowerCase() === cell.text.toLowerCase())
    return known ?? this.#cells.text(cell, LIMITS.optionName)
  }

  #requireDistinctNames(rows: MappedRow[], names: (string | undefined)[]): void {
    const folded = names.map((name) => name?.toLowerCase())
    for (const [index, name] of folded.entries()) {
      const number = NUMBERS[index]
      if (name === undefined || number === undefined || folded.indexOf(name) === index) continue
      const field = `option${number}Name` as const
      const cell = rows.find((row) => row.cell(field))?.cell(field)
      if (cell) this.#problems.add('OPTION_NAME_TWICE', cell)
    }
  }

  /** Without options, a name distinguishes a variant, or its SKU beside it. */
  #requireDistinct(variantRows: MappedRow[], valuesOf: (row: MappedRow) => string[]): void {
    const seen = new Map<string, number>()
    for (const row of variantRows) {
      const values = valuesOf(row)
      const name = row.cell('variantName')?.text
      const key = optionKey(
        values.length === 0 && name !== undefined ? [name, row.cell('sku')?.text ?? ''] : values,
      )
      const first = seen.get(key)
      if (first === undefined) seen.set(key, row.number)
      else this.#problems.add('VARIANT_TWICE', this.#placeOfOptions(row), first)
    }
  }

  /** The first of the cells that make a variant another one than its siblings. */
  #placeOfOptions(row: MappedRow): Place {
    return (
      row.cell('option1Value') ??
      row.cell('variantName') ??
      row.placeOf(this.#hasColumns ? 'option1Value' : 'variantName')
    )
  }

  /** The values together are the variant's name. */
  #requireStorableNames(variantRows: MappedRow[], valuesOf: (row: MappedRow) => string[]): void {
    for (const row of variantRows) {
      const cell = row.cell('option1Value')
      const name = valuesOf(row).join(' / ')
      if (name.length > LIMITS.variantName)
        this.#problems.add('VARIANT_NAME_TOO_LONG', cell ?? { row: row.number }, LIMITS.variantName)
      else if (cell) this.#cells.checkStored(cell, [name], LIMITS.variantName)
    }
  }
}

/** The column of the values of an option, or the first one when the rows name their options themselves. */
function valueFieldOf(name: string, shared: (string | undefined)[]): Field {
  const number = NUMBERS[shared.indexOf(name)] ?? 1
  return `option${number}Value`
}

/** What Shopify writes for a product without options. */
const isDefaultTitle = (name: string | undefined, value: string): boolean =>
  name === 'Title' && value === 'Default Title'

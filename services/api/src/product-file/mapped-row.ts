import { trimInvisible } from '../kernel/visible-text.ts'
import type { Field, Mapping } from './field.ts'
import { undoNeutralization } from '../kernel/neutralize.ts'
import type { Cell, Place } from './problem.ts'
import type { Row, Table } from './read-rows.ts'

/** A row whose cells are found by field. */
export interface MappedRow {
  number: number
  /** The cell of a field; undefined when the file has no such column or the cell is empty. */
  cell(field: Field): Cell | undefined
  /** Where the cell of a field is, also of an empty one; the whole row when the file has no such column. */
  placeOf(field: Field): Place
}

export function mapRows(table: Table, mapping: Mapping): MappedRow[] {
  const columns = new Map<Field, number>()
  for (const [index, field] of mapping.entries()) if (field && !columns.has(field)) columns.set(field, index)
  return table.rows.map((row) => new TableRow(row, columns, table.header))
}

class TableRow implements MappedRow {
  readonly number: number
  readonly #cells: string[]
  readonly #columns: ReadonlyMap<Field, number>
  readonly #header: string[]

  constructor({ number, cells }: Row, columns: ReadonlyMap<Field, number>, header: string[]) {
    this.number = number
    this.#cells = cells
    this.#columns = columns
    this.#header = header
  }

  cell(field: Field): Cell | undefined {
    const index = this.#columns.get(field)
    if (index === undefined) return undefined
    const written = undoNeutralization(this.#cells[index] ?? '')
    const text = field === 'description' ? written.trim() : trimInvisible(written)
    return text === '' ? undefined : { row: this.number, column: this.#header[index] ?? '', text }
  }

  placeOf(field: Field): Place {
    const index = this.#columns.get(field)
    return { row: this.number, column: index === undefined ? null : (this.#header[index] ?? null) }
  }
}

import type { Field, Mapping } from './field.ts'
import type { Cell } from './problem.ts'
import type { Table } from './read-rows.ts'
import { undoNeutralization } from './neutralize.ts'

/** A row whose cells are found by field. */
export interface MappedRow {
  number: number
  /** The cell of a field; undefined when the file has no such column or the cell is empty. */
  cell(field: Field): Cell | undefined
}

export function mapRows(table: Table, mapping: Mapping): MappedRow[] {
  const columns = new Map(mapping.flatMap((field, index) => (field ? [[field, index] as const] : [])))
  return table.rows.map(({ number, cells }) => ({
    number,
    cell(field) {
      const index = columns.get(field)
      const text = index === undefined ? '' : undoNeutralization(cells[index] ?? '').trim()
      return text === '' ? undefined : { row: number, column: table.header[index as number] ?? '', text }
    },
  }))
}

import { setImmediate } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { containsLongCardNumber } from '@triclic/card-core/text'
import { parse, type CsvError } from 'csv-parse'
import { decodeText, type Encoding } from './decode-text.ts'
import { guessSeparator } from './guess-separator.ts'
import type { ProblemList } from './problem.ts'

export const MAX_ROWS = 50_000
const MAX_COLUMNS = 500
const MAX_ROW_LENGTH = 500_000

export interface Row {
  /** The header is row 1. */
  number: number
  cells: string[]
}

export interface Table {
  encoding: Encoding
  separator: string
  header: string[]
  rows: Row[]
}

/**
 * Reads a CSV file: guesses encoding and separator, and reports the rows and cells that cannot be read. Between pieces of the file the process
 * does its other work.
 */
export async function readRows(bytes: Uint8Array, problems: ProblemList): Promise<Table> {
  const { encoding, pieces } = decodeText(bytes)
  const first = pieces.next().value ?? ''
  const table: Table = { encoding, separator: guessSeparator(first), header: [], rows: [] }
  let number = 0
  let isReadable = true
  const parser = parse({
    bom: true,
    delimiter: table.separator,
    relax_column_count: true,
    max_record_size: MAX_ROW_LENGTH,
    skip_records_with_error: true,
    on_record: (cells: string[]) => {
      number++
      if (isReadable) addRow(table, { number, cells }, problems)
      return null
    },
    on_skip: (error) => {
      number++
      if (isReadable) isReadable = reportUnreadable(error, table, number, problems)
      return undefined
    },
  })
  await pipeline(withPauses(first, pieces), parser.resume())
  if (table.rows.length === 0 && problems.count === 0)
    problems.add('FILE_EMPTY', { row: Math.max(number, 1) })
  return table
}

async function* withPauses(first: string, others: Iterable<string>): AsyncGenerator<string> {
  yield first
  for (const piece of others) {
    await setImmediate()
    yield piece
  }
}

function addRow(table: Table, { number, cells }: Row, problems: ProblemList): void {
  if (cells.every((cell) => cell.trim() === '') || table.rows.length > MAX_ROWS) return
  const isHeader = table.header.length === 0
  const readable = cells.map((cell, index) => {
    const code = unusableBecause(cell)
    if (!code) return cell
    problems.add(code, { row: number, column: table.header[index] ?? null, text: cell })
    // Nothing that follows may store it, or send it to the database.
    return ''
  })
  if (isHeader) {
    table.header = readable.map((cell) => cell.trim())
    if (cells.length > MAX_COLUMNS) problems.add('TOO_MANY_COLUMNS', { row: number }, MAX_COLUMNS)
    return
  }
  table.rows.push({ number, cells: readable })
  if (table.rows.length > MAX_ROWS) problems.add('TOO_MANY_ROWS', { row: number }, MAX_ROWS)
  const extra = readable.slice(table.header.length).find((cell) => cell.trim() !== '')
  if (extra === undefined) return
  problems.add('TOO_MANY_CELLS', { row: number, column: table.header.at(-1) ?? null, text: extra })
  // Its cells stand in wrong columns, so what else is wrong with them says nothing.
  table.rows.pop()
}

/** Of cells in any column, also in one that is not imported: the file is stored for a while. A bar code has 13 digits, as few cards have. */
function unusableBecause(cell: string): 'NOT_TEXT' | 'CARD_NUMBER' | null {
  if (cell.includes('\0') || cell.includes('\ufffd') || !cell.isWellFormed()) return 'NOT_TEXT'
  return containsLongCardNumber(cell) ? 'CARD_NUMBER' : null
}

/** @returns whether the rows that follow can be read */
function reportUnreadable(
  error: CsvError | undefined,
  table: Table,
  row: number,
  problems: ProblemList,
): boolean {
  const column = table.header[Number(error?.column)] ?? null
  if (error?.code === 'INVALID_OPENING_QUOTE') problems.add('QUOTE_IN_TEXT', { row, column })
  else if (error?.code === 'CSV_MAX_RECORD_SIZE')
    problems.add('ROW_TOO_LONG', { row, column }, MAX_ROW_LENGTH)
  else if (error?.code === 'CSV_QUOTE_NOT_CLOSED') problems.add('QUOTE_NOT_CLOSED', { row, column })
  else problems.add('TEXT_AFTER_QUOTE', { row, column })
  return error?.code === 'INVALID_OPENING_QUOTE'
}

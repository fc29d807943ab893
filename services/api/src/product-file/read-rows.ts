import { setImmediate } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { parse, type CsvError } from 'csv-parse'
import { decodeText, type Encoding } from './decode-text.ts'
import { guessSeparator } from './guess-separator.ts'
import type { ProblemList } from './problem.ts'

export const MAX_ROWS = 50_000
const MAX_ROW_LENGTH = 500_000
const CHUNK_LENGTH = 65_536

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
 * Reads a CSV file: guesses encoding and separator, and reports the rows that cannot be read. Between pieces of the file the process
 * does its other work.
 */
export async function readRows(bytes: Uint8Array, problems: ProblemList): Promise<Table> {
  const { text, encoding } = decodeText(bytes)
  const table: Table = { encoding, separator: guessSeparator(text), header: [], rows: [] }
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
  await pipeline(chunksOf(text), parser.resume())
  if (table.rows.length === 0 && problems.count === 0)
    problems.add('FILE_EMPTY', { row: Math.max(number, 1) })
  return table
}

async function* chunksOf(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += CHUNK_LENGTH) {
    yield text.slice(start, start + CHUNK_LENGTH)
    await setImmediate()
  }
}

function addRow(table: Table, { number, cells }: Row, problems: ProblemList): void {
  if (cells.every((cell) => cell.trim() === '') || table.rows.length > MAX_ROWS) return
  if (table.header.length === 0) {
    table.header = cells.map((cell) => cell.trim())
    return
  }
  table.rows.push({ number, cells })
  if (table.rows.length > MAX_ROWS) problems.add('TOO_MANY_ROWS', { row: number }, MAX_ROWS)
  for (const [index, cell] of cells.entries())
    if (cell.includes('\0') || cell.includes('\ufffd'))
      problems.add('NOT_TEXT', { row: number, column: table.header[index] ?? null, text: cell })
  const extra = cells.slice(table.header.length).find((cell) => cell.trim() !== '')
  if (extra === undefined) return
  problems.add('TOO_MANY_CELLS', { row: number, column: table.header.at(-1) ?? null, text: extra })
  // Its cells stand in wrong columns, so what else is wrong with them says nothing.
  table.rows.pop()
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

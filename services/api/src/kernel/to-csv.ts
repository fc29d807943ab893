import { formatForInput } from '@triclic/money'
import { stringify } from 'csv-stringify/sync'
import type { Language } from './errors.ts'
import { neutralize } from './neutralize.ts'

/** A text, or an amount in minor units of a currency. */
export type Cell = string | number | null | { amount: number; currency: string }

/** Shows that the file is UTF-8 to spreadsheets, which would guess otherwise. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Spreadsheets in French expect semicolons, because a comma is their decimal separator. */
export const delimiterOf = (language: Language): string => (language === 'fr' ? ';' : ',')

/** Rows of texts that are written as they are. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify([...rows], {
    delimiter,
    record_delimiter: 'windows',
    // A program that takes another character for the separator must not find one.
    quoted_match: /[,;\t\r\n]/,
  })

/** Rows for spreadsheets in a language. Texts never run as formulas. */
export const toCsv = (rows: readonly (readonly Cell[])[], language: Language): string =>
  writeCsv(
    rows.map((row) => row.map((cell) => toText(cell, language))),
    delimiterOf(language),
  )

function toText(cell: Cell, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return neutralize(cell)
  if (typeof cell === 'number') return String(cell)
  const { amount, currency } = cell
  return amount < 0
    ? `-${formatForInput({ amount: -amount, currency }, language)}`
    : formatForInput(cell, language)
}

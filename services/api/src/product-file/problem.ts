import { redactCardNumbers } from '@triclic/card-core/text'
import type { ProblemCode } from './problem-texts.ts'

/** Something in a file that its author can correct, or should know. */
export interface Problem {
  code: ProblemCode
  /** As a spreadsheet counts: the header is row 1. A cell of several lines counts as one row. Null when the whole file is meant. */
  row: number | null
  /** The header of the column; null when the whole row is meant. */
  column: string | null
  /** What the cell contains, shortened, without card numbers; null when it is empty or the whole row is meant. */
  value: string | null
  /** For the text: a limit, or the row of the first occurrence. */
  detail?: string | number
}

/** A cell of a file, or a whole row. */
export interface Place {
  row: number
  /** The header of the column; null when the whole row is meant. */
  column: string | null
}

/** A cell of a file, trimmed. */
export interface Cell {
  row: number
  column: string
  text: string
}

/** Problems beyond this number are counted, and not listed. */
export const MAX_LISTED_PROBLEMS = 500
const MAX_VALUE_LENGTH = 60
const MAX_DETAIL_LENGTH = 300

export class ProblemList {
  readonly listed: Problem[] = []
  count = 0
  /** Whether a card number was found: such a file is not kept. */
  hasCardNumber = false
  readonly #rows = new Set<number>()

  /** Whether something is wrong with the row already: what is missing in it may be what could not be read. */
  has = (row: number): boolean => this.#rows.has(row)

  add(
    code: ProblemCode,
    at: { row: number | null; column?: string | null; text?: string },
    detail?: string | number,
  ): void {
    this.count++
    if (code === 'CARD_NUMBER') this.hasCardNumber = true
    if (at.row !== null) this.#rows.add(at.row)
    if (this.listed.length >= MAX_LISTED_PROBLEMS) return
    this.listed.push({
      code,
      row: at.row,
      column: at.column == null ? null : shorten(at.column),
      value: code === 'CARD_NUMBER' || !at.text ? null : shorten(at.text),
      ...(detail !== undefined && {
        detail: typeof detail === 'string' ? shorten(detail, MAX_DETAIL_LENGTH) : detail,
      }),
    })
  }

  /** The listed ones by row. */
  sorted = (): Problem[] => [...this.listed].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
}

/** On one line, without card numbers and what PostgreSQL cannot store. A card number is looked for before the text is cut, which could hide it from the search. */
export function shorten(text: string, maxLength = MAX_VALUE_LENGTH): string {
  const oneLine = redactCardNumbers(text.toWellFormed())
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (oneLine.length <= maxLength) return oneLine
  // Never in the middle of a character that takes two units.
  const cut = oneLine.slice(0, maxLength)
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}

import { redactCardNumbers } from '@triclic/card-core/text'
import type { ProblemCode } from './problem-texts.ts'

/** Something in a file that its author can correct. */
export interface Problem {
  code: ProblemCode
  /** As a spreadsheet counts: the header is row 1. A cell of several lines counts as one row. */
  row: number
  /** The header of the column; null when the whole row is meant. */
  column: string | null
  /** What the cell contains, shortened, without card numbers; null when it is empty or the whole row is meant. */
  value: string | null
  /** For the text: a limit, or the row of the first occurrence. */
  detail?: string | number
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

export class ProblemList {
  readonly listed: Problem[] = []
  count = 0
  readonly #rows = new Set<number>()

  /** Whether something is wrong with the row already: what is missing in it may be what could not be read. */
  has = (row: number): boolean => this.#rows.has(row)

  add(
    code: ProblemCode,
    at: { row: number; column?: string | null; text?: string },
    detail?: string | number,
  ): void {
    this.count++
    this.#rows.add(at.row)
    if (this.listed.length >= MAX_LISTED_PROBLEMS) return
    this.listed.push({
      code,
      row: at.row,
      column: at.column == null ? null : shorten(at.column),
      value: code === 'CARD_NUMBER' || !at.text ? null : shorten(at.text),
      ...(detail !== undefined && { detail }),
    })
  }
}

/** A card number is looked for before the text is cut, which could hide it from the search. */
export function shorten(text: string): string {
  const oneLine = redactCardNumbers(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return oneLine.length > MAX_VALUE_LENGTH ? `${oneLine.slice(0, MAX_VALUE_LENGTH)}…` : oneLine
}

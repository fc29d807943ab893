import { readPartialNumber } from '@triclic/card-core'

/** A text field as an input event left it. */
export interface FieldEdit {
  typed: string
  /** Caret position in `typed`. */
  caret: number
  /** The field's text before the edit. */
  previous: string
  /** `InputEvent.inputType`; empty if unknown. */
  inputType: string
}

/** Groups a card number while it is typed. Deleting a space deletes the digit next to it. */
export function formatCardNumber(edit: FieldEdit): { formatted: string; caret: number } {
  let before = digitsOf(edit.typed.slice(0, edit.caret))
  let after = digitsOf(edit.typed.slice(edit.caret))
  const deletedOnlySeparators =
    edit.typed.length < edit.previous.length && before + after === digitsOf(edit.previous)
  if (deletedOnlySeparators && edit.inputType === 'deleteContentBackward') before = before.slice(0, -1)
  if (deletedOnlySeparators && edit.inputType === 'deleteContentForward') after = after.slice(1)
  const { formatted } = readPartialNumber(deletedOnlySeparators ? before + after : edit.typed)
  return { formatted, caret: caretAfterDigits(formatted, before.length) }
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Caret position in a grouped card number with `count` digits before it. */
export function caretAfterDigits(formatted: string, count: number): number {
  if (count === 0) return 0
  let seen = 0
  for (let index = 0; index < formatted.length; index += 1) {
    if (/\d/.test(formatted.charAt(index))) seen += 1
    if (seen === count) return index + 1
  }
  return formatted.length
}

const separator = String.raw`[\s./\-–]`
const dateCharacters = /^[\d\s./\-–]*$/

/**
 * Formats an expiry date while it is typed: "3" → "03/", "12" → "12/", "1227" → "12/27", "2027-12" → "12/27".
 * A text that is not a date is returned as typed.
 */
export function formatExpiry(typed: string, isDeleting: boolean): string {
  if (!dateCharacters.test(typed)) return typed
  let digits = digitsOf(typed)
  // "2" and "20" can begin a year.
  if (/^20?$/.test(typed.trim())) return typed
  if (/^20/.test(digits)) return isDeleting ? typed : formatYearFirst(typed)
  if (new RegExp(`^\\s*\\d${separator}`).test(typed) || /^[2-9]/.test(digits)) digits = `0${digits}`
  const month = digits.slice(0, 2)
  const year = shortYear(digits.slice(2))
  if (year === '' && (isDeleting || month.length < 2)) return month
  return `${month}/${year}`
}

function formatYearFirst(typed: string): string {
  const [, year, month] = new RegExp(`^\\s*20(\\d\\d)${separator}*(\\d\\d)\\s*$`).exec(typed) ?? []
  return year && month ? `${month}/${year}` : typed
}

// Password managers fill in "12/2027".
function shortYear(digits: string): string {
  return digits.length === 4 && digits.startsWith('20') ? digits.slice(2) : digits.slice(0, 4)
}

const monthFirst = new RegExp(`^(\\d{1,2})${separator}+(\\d{2}|\\d{4})$`)
const yearFirst = new RegExp(`^(20\\d{2})${separator}+(\\d{1,2})$`)
const digitsMonthFirst = /^(0\d|1\d)(\d{2}|20\d{2})$/
const digitsYearFirst = /^(20\d{2})(\d{2})$/

/**
 * Parses a month and a year in either order ("03/29", "3/2029", "0329", "2029-03", "202903"); null unless both are
 * complete. Does not check the month's range.
 */
export function parseExpiry(typed: string): { expiryMonth: number; expiryYear: number } | null {
  const text = typed.trim()
  const [, month, year] = monthFirst.exec(text) ?? digitsMonthFirst.exec(text) ?? []
  if (month !== undefined && year !== undefined)
    return { expiryMonth: Number(month), expiryYear: Number(year.length === 2 ? `20${year}` : year) }
  const [, leadingYear, lastMonth] = yearFirst.exec(text) ?? digitsYearFirst.exec(text) ?? []
  if (leadingYear === undefined || lastMonth === undefined) return null
  return { expiryMonth: Number(lastMonth), expiryYear: Number(leadingYear) }
}

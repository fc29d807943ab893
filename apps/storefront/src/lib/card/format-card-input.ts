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

/** Formats an expiry date while it is typed: "3" → "03/", "12" → "12/", "1227" → "12/27". */
export function formatExpiry(typed: string, isDeleting: boolean): string {
  let digits = typed.replace(/\D/g, '')
  if (/^\d\s*\//.test(typed) || /^[2-9]/.test(digits)) digits = `0${digits}`
  const month = digits.slice(0, 2)
  const year = shortYear(digits.slice(2))
  if (year === '' && (isDeleting || month.length < 2)) return month
  return `${month}/${year}`
}

// Password managers fill in "12/2027".
function shortYear(digits: string): string {
  return digits.length === 4 && digits.startsWith('20') ? digits.slice(2) : digits.slice(0, 4)
}

/** Parses a month and a year of two or four digits; null unless both are complete. Does not check the month's range. */
export function parseExpiry(typed: string): { expiryMonth: number; expiryYear: number } | null {
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(typed) ?? []
  if (month === undefined || year === undefined) return null
  return { expiryMonth: Number(month), expiryYear: Number(year.length === 2 ? `20${year}` : year) }
}

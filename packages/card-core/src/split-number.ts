import { brandOf } from './brand-of.ts'
import { readDigits } from './read-digits.ts'

/** A card number in two: the six last digits cut off, without separators. Null unless `brandOf(number)` is a brand. */
export function splitNumber(number: string): { kept: string; missing: string } | null {
  const digits = readDigits(number)
  if (digits === null || brandOf(digits) === null) return null
  return { kept: digits.slice(0, -6), missing: digits.slice(-6) }
}

import { brandOf, type CardBrand } from './brands.ts'
import { luhnRemainder, readDigits } from './digits.ts'

/**
 * Splits a card number before its last six digits, without separators: `kept` holds all but the last six digits,
 * `missing` the last six. Null if `brandOf(number)` is null.
 */
export function splitNumber(number: string): { kept: string; missing: string } | null {
  const digits = readDigits(number)
  if (digits === null || brandOf(digits) === null) return null
  return { kept: digits.slice(0, -6), missing: digits.slice(-6) }
}

/**
 * Combines the two parts of a card number, without separators, and returns its brand if it is a valid card. A part
 * with other characters than digits and separators is used unchanged; the brand is null then, and also when `missing`
 * does not have six digits.
 */
export function joinNumber(kept: string, missing: string): { number: string; brand: CardBrand | null } {
  const end = readDigits(missing)
  const number = (readDigits(kept) ?? asText(kept)) + (end ?? asText(missing))
  return { number, brand: end?.length === 6 ? brandOf(number) : null }
}

function asText(part: unknown): string {
  return typeof part === 'string' ? part : ''
}

/**
 * The contribution of the kept digits to the Luhn sum, 0–9, with which the missing digits can be checked without the
 * kept ones. It reveals nothing else about the number. NaN if `kept` has no digits or another character.
 */
export function keptChecksum(kept: string): number {
  const digits = readDigits(kept)
  // Six digits follow, an even number, so the last kept digit counts once, as at the end of a number.
  return digits ? luhnRemainder(digits) : NaN
}

/**
 * Whether six digits, together with kept digits of this checksum, pass Luhn. False if `missing` does not consist of six
 * digits or the checksum is not a digit. One in ten wrong values passes too.
 *
 * @param checksum 0–9, from `keptChecksum`
 */
export function missingFits(missing: string, checksum: number): boolean {
  const digits = readDigits(missing)
  if (digits?.length !== 6 || !Number.isInteger(checksum)) return false
  return checksum >= 0 && checksum <= 9 && (luhnRemainder(digits) + checksum) % 10 === 0
}

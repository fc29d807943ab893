import { luhnRemainder } from './luhn-remainder.ts'
import { readDigits } from './read-digits.ts'

/**
 * Whether six digits and a kept part of this checksum pass Luhn together. False for another number of digits, for
 * anything else than digits and separators, and for a checksum that is no digit. One in ten wrong halves fits too.
 *
 * @param checksum 0–9, of `keptChecksum`
 */
export function missingFits(missing: string, checksum: number): boolean {
  const digits = readDigits(missing)
  if (digits?.length !== 6 || !Number.isInteger(checksum)) return false
  return checksum >= 0 && checksum <= 9 && (luhnRemainder(digits) + checksum) % 10 === 0
}

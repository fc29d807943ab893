import { brandOf } from './brand-of.ts'
import { brands, type CardBrand } from './brands.ts'
import { groupDigits } from './group-digits.ts'
import { readDigits } from './read-digits.ts'
import { startsInRange } from './starts-in-range.ts'

/** What may still become of a number being typed. */
export interface PartialNumber {
  /** Still possible by range and length; the brand of a full-length number that fails Luhn stays. */
  brands: CardBrand[]
  /** What was typed without separators; empty when a character in it is refused. */
  digits: string
  /** Grouped as the card prints it, without a space at the end; as typed when a character in it is refused. */
  formatted: string
  /** Expected, over the possible brands, ascending. */
  lengths: number[]
  /** Whether some digits, or none, added at the end make a card number. */
  canBecomeValid: boolean
  valid: boolean
}

/** Judges a number while it is typed; never an error before the buyer could know. */
export function readPartialNumber(typed: string): PartialNumber {
  const digits = readDigits(typed)
  if (digits === null) {
    const formatted = typeof typed === 'string' ? typed : ''
    return { brands: [], digits: '', formatted, lengths: [], canBecomeValid: false, valid: false }
  }
  const possible = brands.filter(
    (facts) => startsInRange(facts, digits) && facts.lengths.some((length) => length >= digits.length),
  )
  const lengths = [...new Set(possible.flatMap((facts) => facts.lengths))].sort((a, b) => a - b)
  const valid = brandOf(digits) !== null
  return {
    brands: possible.map((facts) => facts.brand),
    digits,
    formatted: groupDigits(digits, possible[0]),
    lengths,
    canBecomeValid: valid || lengths.some((length) => length > digits.length),
    valid,
  }
}

import { type BrandFacts, brandOf, brands, type CardBrand, startsInRange } from './brands.ts'
import { readDigits } from './digits.ts'

/** What a card number can still become while it is being typed. */
export interface PartialNumber {
  /** Brands still possible by range and length; a number of full length that fails Luhn keeps its brand. */
  brands: CardBrand[]
  /** The typed digits without separators; empty if another character was typed. */
  digits: string
  /** Grouped as printed on the card, without trailing space; as typed if another character was typed. */
  formatted: string
  /** Possible lengths of the possible brands, ascending. */
  lengths: number[]
  /** Whether the number is valid or can become valid by adding digits. */
  canBecomeValid: boolean
  valid: boolean
}

/** Reads a card number while it is being typed; reports no error before the buyer can have made one. */
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

/** Groups digits as the brand prints them, with single spaces; in fours without a brand. */
function groupDigits(digits: string, facts: BrandFacts | undefined): string {
  const sizes = facts?.groupings.find((row) => digits.length <= row.reduce((sum, size) => sum + size))
  if (!sizes) return digits.replace(/[0-9]{4}(?=[0-9])/g, '$& ')
  const groups: string[] = []
  let start = 0
  for (const size of sizes) {
    if (start < digits.length) groups.push(digits.slice(start, start + size))
    start += size
  }
  return groups.join(' ')
}

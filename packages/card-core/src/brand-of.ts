import { brands, type CardBrand } from './brands.ts'
import { luhnRemainder } from './luhn-remainder.ts'
import { readDigits } from './read-digits.ts'
import { startsInRange } from './starts-in-range.ts'

/**
 * The brand of a complete number that is in a brand's range, has a length of it and passes Luhn; else null.
 * Spaces and hyphens are passed over.
 */
export function brandOf(number: string): CardBrand | null {
  const digits = readDigits(number)
  if (digits === null) return null
  const facts = brands.find((brand) => brand.lengths.includes(digits.length) && startsInRange(brand, digits))
  return facts && luhnRemainder(digits) === 0 ? facts.brand : null
}

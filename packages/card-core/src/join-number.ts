import { brandOf } from './brand-of.ts'
import type { CardBrand } from './brands.ts'
import { readDigits } from './read-digits.ts'

/**
 * The number put together again, without separators, and its brand if it is a valid card. Halves that are no digits
 * are put together as they are, and a missing half of another length than six makes no card: the brand is null.
 */
export function joinNumber(kept: string, missing: string): { number: string; brand: CardBrand | null } {
  const end = readDigits(missing)
  const number = (readDigits(kept) ?? asText(kept)) + (end ?? asText(missing))
  return { number, brand: end?.length === 6 ? brandOf(number) : null }
}

function asText(half: unknown): string {
  return typeof half === 'string' ? half : ''
}

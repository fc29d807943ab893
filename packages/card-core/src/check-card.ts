import { brandOf } from './brand-of.ts'
import type { CardBrand } from './brands.ts'
import { expiryProblem, type Moment } from './expiry-problem.ts'

export type CardProblemCode = 'NOT_A_CARD_NUMBER' | 'INVALID_EXPIRY' | 'CARD_EXPIRED' | 'CARD_TYPE_MISMATCH'

export interface CardProblem {
  code: CardProblemCode
  field: 'number' | 'expiry' | 'brand'
}

export interface CardToCheck {
  number: string
  /** 1–12 */
  expiryMonth: number | string
  /** Four digits, or two for 20YY. */
  expiryYear: number | string
  /** As the buyer selected. */
  brand: CardBrand
}

/**
 * All problems of a card at once, in the order number, expiry, brand. A card without a problem is acceptable.
 * The brand is the number's own, or null; it can't mismatch the selected one while the number is no card's.
 */
export function checkCard(
  card: CardToCheck,
  at: Moment,
): { brand: CardBrand | null; problems: CardProblem[] } {
  const given: Partial<CardToCheck> = card ?? {}
  const brand = brandOf(given.number ?? '')
  const problems: CardProblem[] = []
  if (brand === null) problems.push({ code: 'NOT_A_CARD_NUMBER', field: 'number' })
  const expiry = expiryProblem(given.expiryMonth, given.expiryYear, at ?? {})
  if (expiry !== null) problems.push({ code: expiry, field: 'expiry' })
  if (brand !== null && brand !== given.brand) problems.push({ code: 'CARD_TYPE_MISMATCH', field: 'brand' })
  return { brand, problems }
}

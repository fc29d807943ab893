import { brandOf, type CardBrand } from './brands.ts'
import { expiryProblem, type Moment } from './expiry-problem.ts'

export type CardProblemCode = 'NOT_A_CARD_NUMBER' | 'INVALID_EXPIRY' | 'CARD_EXPIRED' | 'CARD_TYPE_MISMATCH'

/** A reason why a card is refused and the field it concerns. */
export interface CardProblem {
  code: CardProblemCode
  field: 'number' | 'expiry' | 'brand'
}

/** A card as the buyer entered it. */
export interface CardToCheck {
  number: string
  /** 1–12 */
  expiryMonth: number | string
  /** Four digits, or two digits for 20YY. */
  expiryYear: number | string
  /** The brand that the buyer selected. */
  brand: CardBrand
}

/**
 * Returns all problems of a card at once, in the order number, expiry, brand; a card without problems is acceptable.
 * The returned brand is that of the number, or null if the number is not valid; only a valid number is compared with
 * the selected brand.
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

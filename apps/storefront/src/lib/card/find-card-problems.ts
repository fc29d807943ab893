import { brandOf, checkCard, type CardBrand, type CardProblemCode } from '@triclic/card-core'
import { brandNames } from '#lib/card/brand-names.ts'
import { readExpiry } from '#lib/card/expiry.ts'
import type { CardErrors } from '#lib/card/place-card-errors.ts'
import { m } from '#lib/paraglide/messages.js'

export interface CardAsTyped {
  number: string
  expiry: string
  brand: CardBrand | null
}
/** What the shop accepts, and the zone its days are counted in. */
export interface CardRules {
  cardBrands: CardBrand[]
  timeZone: string
  now: Date
}

/** All that is wrong with a card as typed, in the buyer's words; without a field set, it can be sent. */
export function findCardProblems(card: CardAsTyped, rules: CardRules): CardErrors {
  const errors: CardErrors = { form: [] }
  const expiry = readExpiry(card.expiry) ?? { expiryMonth: 0, expiryYear: 0 }
  const actual = brandOf(card.number)
  const brand = card.brand ?? actual ?? 'VISA'
  const { problems } = checkCard({ number: card.number, ...expiry, brand }, rules)
  for (const { code, field } of problems) errors[field] ??= wording(code, actual)
  if (card.number.trim() === '') errors.number = m.card_number_missing()
  if (card.expiry.trim() === '') errors.expiry = m.card_expiry_missing()
  if (!card.brand) errors.brand = m.card_brand_missing()
  else if (actual && !rules.cardBrands.includes(actual))
    errors.brand = m.card_brand_not_accepted({ brand: brandNames[actual] })
  return errors
}

function wording(code: CardProblemCode, actual: CardBrand | null): string {
  if (code === 'NOT_A_CARD_NUMBER') return m.card_not_a_number()
  if (code === 'INVALID_EXPIRY') return m.card_invalid_expiry()
  if (code === 'CARD_EXPIRED') return m.card_expired()
  return actual ? m.card_type_mismatch({ brand: brandNames[actual] }) : m.card_brand_missing()
}

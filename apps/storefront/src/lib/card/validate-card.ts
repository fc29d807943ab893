import { brandOf, checkCard, isCarteBancaireOnly, type CardProblemCode } from '@triclic/card-core'
import type { CardBrand } from '#lib/api/schema.ts'
import { m } from '#lib/paraglide/messages.js'
import { brandNames } from './brand-names.ts'
import { parseExpiry } from './format-card-input.ts'
import type { CardErrors } from './group-card-errors.ts'

export interface CardFormValues {
  number: string
  expiry: string
  brand: CardBrand | null
}

interface CardRules {
  cardBrands: CardBrand[]
  /** IANA zone of the shop, which decides in which month a card expires. */
  timeZone: string
  now: Date
}

/** Checks a card before it is sent. The card can be sent if no field has an error. */
export function validateCard(card: CardFormValues, rules: CardRules): CardErrors {
  const errors: CardErrors = { form: [] }
  const parsedExpiry = parseExpiry(card.expiry)
  const expiry = parsedExpiry ?? { expiryMonth: 0, expiryYear: 0 }
  const actualBrand = brandOf(card.number)
  const brand = card.brand ?? actualBrand ?? 'VISA'
  const { problems } = checkCard({ number: card.number, ...expiry, brand }, rules)
  for (const { code, field } of problems) errors[field] ??= messageOf(code, actualBrand)
  if (isCarteBancaireOnly(card.number)) errors.number = m.card_number_carte_bancaire_only()
  if (card.number.trim() === '') errors.number = m.card_number_missing()
  if (card.expiry.trim() === '') errors.expiry = m.card_expiry_missing()
  else if (parsedExpiry && !isMonth(parsedExpiry.expiryMonth)) errors.expiry = m.card_expiry_month_invalid()
  if (actualBrand && !rules.cardBrands.includes(actualBrand))
    errors.brand = m.card_brand_not_accepted({ brand: brandNames[actualBrand] })
  else if (!card.brand) errors.brand = m.card_brand_missing()
  return errors
}

const isMonth = (month: number) => month >= 1 && month <= 12

function messageOf(code: CardProblemCode, actualBrand: CardBrand | null): string {
  switch (code) {
    case 'NOT_A_CARD_NUMBER':
      return m.card_number_invalid()
    case 'INVALID_EXPIRY':
      return m.card_expiry_invalid()
    case 'CARD_EXPIRED':
      return m.card_expired()
    case 'CARD_TYPE_MISMATCH':
      return actualBrand ? m.card_type_mismatch({ brand: brandNames[actualBrand] }) : m.card_brand_missing()
  }
}

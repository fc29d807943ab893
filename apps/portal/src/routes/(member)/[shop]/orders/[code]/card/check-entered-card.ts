import { checkCard, type CardBrand } from '@triclic/card-core'
import { brandName } from '#lib/order/labels.ts'
import { m } from '#lib/paraglide/messages.js'
import type { UserError } from '#lib/user-error.ts'

/** `12/30`, `1230` or `12/2030` as numbers, the year with four digits; null for anything else. */
export function parseExpiry(text: string): { expiryMonth: number; expiryYear: number } | null {
  const [, month, year] = /^\s*(\d{1,2})\s*[/.\- ]?\s*((?:20)?\d{2})\s*$/.exec(text) ?? []
  if (!month || !year) return null
  return { expiryMonth: Number(month), expiryYear: Number(year) + (year.length === 2 ? 2000 : 0) }
}

/** What is wrong with a card that is not sent yet: an error for each field, without any digit of it. */
export function checkEnteredCard(
  { number, expiry, brand }: { number: string; expiry: string; brand: CardBrand | null },
  timeZone: string,
): UserError[] {
  const parsed = parseExpiry(expiry)
  const { problems } = checkCard(
    { number, ...(parsed ?? { expiryMonth: 0, expiryYear: 0 }), brand: brand ?? 'VISA' },
    { now: new Date(), timeZone },
  )
  const errors = problems
    .filter(({ code }) => brand !== null || code !== 'CARD_TYPE_MISMATCH')
    .map(({ code, field }) => ({ code, field: [field], message: textOf(code, brand) }))
  return brand === null
    ? [...errors, { code: 'REQUIRED', field: ['brand'], message: m.card_entry_brand_missing() }]
    : errors
}

function textOf(code: string, brand: CardBrand | null): string {
  switch (code) {
    case 'CARD_TYPE_MISMATCH':
      return m.card_entry_number_mismatch({ brand: brand ? brandName[brand] : '' })
    case 'CARD_EXPIRED':
      return m.card_entry_expired()
    case 'INVALID_EXPIRY':
      return m.card_entry_expiry_invalid()
    default:
      return m.card_entry_number_invalid()
  }
}

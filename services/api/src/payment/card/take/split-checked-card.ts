import { checkCard, splitNumber } from '@triclic/card-core'
import { OperationError, type UserError } from '../../../kernel/errors.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import type { CardInput } from './card.input.ts'

const FIELDS = { number: 'number', expiry: 'expiryMonth', brand: 'brand' } as const

/**
 * The card in two parts: all but the last six digits, and those six.
 * @throws Refused with all problems of the card at once, judged in the month of the shop's zone.
 */
export function splitCheckedCard(shop: Shop, card: CardInput, now: Date): { kept: string; missing: string } {
  const { number, expiryMonth, expiryYear, brand } = card
  const checked = checkCard({ number, expiryMonth, expiryYear, brand }, { now, timeZone: shop.timeZone })
  const problems: UserError[] = checked.problems.map(({ code, field }) => ({
    code,
    field: ['card', FIELDS[field]],
  }))
  // The contract wants four digits where card-core takes two as well.
  if (!problems.some(({ field }) => field?.[1] === 'expiryMonth') && expiryYear < 1000)
    problems.push({ code: 'INVALID_EXPIRY', field: ['card', 'expiryMonth'] })
  if (!shop.cardBrands.includes(brand))
    problems.push({ code: 'CARD_BRAND_NOT_ACCEPTED', field: ['card', 'brand'] })
  const parts = splitNumber(number)
  if (problems.length > 0 || !parts) throw new OperationError(...problems)
  return parts
}

import { checkCard, isCarteBancaireOnly, splitNumber } from '@triclic/card-core'
import { OperationError, type UserError } from '../../../kernel/errors.ts'
import { cardChecks } from '../../../platform/telemetry/metrics.ts'
import type { Shop } from '../../../shop/shop.ts'
import type { CardInput } from './card.input.ts'

/** What the buyer can do with a card that belongs to Carte Bancaire alone. */
const CARTE_BANCAIRE_ONLY = {
  en: 'This card belongs only to the Carte Bancaire network and cannot be accepted here. Use a card that also shows Visa or Mastercard, or pay another way.',
  fr: 'Cette carte n’appartient qu’au réseau Carte Bancaire (CB) et ne peut pas être acceptée ici. Utilisez une carte qui porte aussi Visa ou Mastercard, ou payez par un autre moyen.',
}

const FIELDS = { number: 'number', expiry: 'expiryMonth', brand: 'brand' } as const

/**
 * Validates the card and splits its number into the kept digits (all but the last six) and the last six.
 * @throws OperationError with every problem of the card. Expiry is checked in the shop's time zone.
 */
export function splitCheckedCard(
  shop: Shop,
  card: CardInput,
  now: Date,
): { keptDigits: string; lastSix: string } {
  const { number, expiryMonth, expiryYear, brand } = card
  const checked = checkCard({ number, expiryMonth, expiryYear, brand }, { now, timeZone: shop.timeZone })
  const problems: UserError[] = checked.problems.map(({ code, field }) => ({
    code,
    field: ['card', FIELDS[field]],
    ...(code === 'NOT_A_CARD_NUMBER' && isCarteBancaireOnly(number) && { message: CARTE_BANCAIRE_ONLY }),
  }))
  // card-core also accepts two-digit years; the public API does not.
  if (!problems.some(({ field }) => field?.[1] === 'expiryMonth') && expiryYear < 1000)
    problems.push({ code: 'INVALID_EXPIRY', field: ['card', 'expiryMonth'] })
  if (!shop.cardBrands.includes(brand))
    problems.push({ code: 'CARD_BRAND_NOT_ACCEPTED', field: ['card', 'brand'] })
  const parts = splitNumber(number)
  cardChecks.inc({ outcome: problems[0]?.code ?? 'ACCEPTED' })
  if (problems.length > 0 || !parts) throw new OperationError(...problems)
  return { keptDigits: parts.kept, lastSix: parts.missing }
}

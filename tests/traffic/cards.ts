import type { Random } from './random.ts'

export type CardBrand = 'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DINERS_CLUB'

/** Has the fields of the contract's CardInput. */
export interface Card {
  number: string
  expiryMonth: number
  /** Four digits. */
  expiryYear: number
  brand: CardBrand
}

/** A brand's leading digits and a length that it issues. */
export interface CardShape {
  brand: CardBrand
  starts: readonly string[]
  length: number
}

/** The first four are the common ones. */
export const SHAPES: readonly CardShape[] = [
  { brand: 'VISA', starts: ['4'], length: 16 },
  { brand: 'MASTERCARD', starts: ['51', '52', '53', '54', '55', '2221', '2500', '2720'], length: 16 },
  { brand: 'AMERICAN_EXPRESS', starts: ['34', '37'], length: 15 },
  { brand: 'DINERS_CLUB', starts: ['300', '305', '3095', '36', '38', '39'], length: 14 },
  { brand: 'VISA', starts: ['4'], length: 13 },
  { brand: 'VISA', starts: ['4'], length: 19 },
  { brand: 'DINERS_CLUB', starts: ['36', '38', '39'], length: 16 },
]

export type CardDeck = ReturnType<typeof createCardDeck>

/**
 * Draws random card numbers that pass the Luhn check. No two share their first or their last six digits, even with a
 * wrong check digit, so that any part found in a file identifies its card.
 * @param isUnfit numbers that must not be drawn
 */
export function createCardDeck(
  random: Random,
  isUnfit: (number: string) => boolean = () => false,
): {
  next(shape?: CardShape): Card
} {
  const taken = new Set<string>()
  let turn = 0
  return {
    next(shape = SHAPES[turn++ % 4] as CardShape) {
      for (;;) {
        const start = random.pick(shape.starts)
        const body = start + random.digits(shape.length - start.length - 1)
        const number = body + checkDigit(body)
        const lastSix = number.slice(-6)
        const parts = [number.slice(0, -6), number.slice(0, 6), lastSix, withNextLastDigit(lastSix)]
        if (parts.some((part) => taken.has(part)) || isCommon(lastSix) || isUnfit(number)) continue
        for (const part of parts) taken.add(part)
        return {
          number,
          brand: shape.brand,
          expiryMonth: 1 + random.below(12),
          expiryYear: new Date().getUTCFullYear() + 1 + random.below(5),
        }
      }
    },
  }
}

/** Whether six digits are likely in any file: round numbers, counters, dates. */
const isCommon = (six: string): boolean => new Set(six).size < 4 || '01234567890'.includes(six)

/** The digit that completes `body` to a number that passes the Luhn check (ISO/IEC 7812-1). */
export function checkDigit(body: string): string {
  let sum = 0
  for (const [index, digit] of [...body].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

export const withWrongCheckDigit = (card: Card): Card => ({ ...card, number: withNextLastDigit(card.number) })

const withNextLastDigit = (digits: string): string =>
  digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10)

export const expired = (card: Card): Card => ({ ...card, expiryYear: new Date().getUTCFullYear() - 1 })

export const withOtherBrand = (card: Card): Card => ({
  ...card,
  brand: card.brand === 'VISA' ? 'MASTERCARD' : 'VISA',
})

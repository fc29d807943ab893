import { describe, expect, it } from 'vitest'
import cards from '../fixtures/cards.json' with { type: 'json' }
import { brandOf, checkCard, readPartialNumber, splitNumber, type CardBrand } from './index.ts'

// Test names contain the index in the file, never the card number.
const indexed = <T extends object>(rows: T[]) => rows.map((row, index) => ({ ...row, index }))
const noon = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Paris' }
const codes = (card: Parameters<typeof checkCard>[0], at = noon) =>
  checkCard(card, at).problems.map((problem) => problem.code)

const brandNames: Record<string, CardBrand> = { diners: 'DINERS_CLUB' }
const mismatchCodes: Record<string, string[]> = {
  ok: [],
  type_mismatch: ['CARD_TYPE_MISMATCH'],
  not_a_card_of_the_four_brands: ['NOT_A_CARD_NUMBER'],
}
const expiryCodes: Record<string, string[]> = {
  ok: [],
  expired: ['CARD_EXPIRED'],
  invalid_month: ['INVALID_EXPIRY'],
  invalid_year: ['INVALID_EXPIRY'],
  too_far: ['INVALID_EXPIRY'],
}

describe('cards of fixtures/cards.json', () => {
  it.each(indexed(cards.valid))('accepts valid #$index: $brand with $length digits', ({ number, brand }) => {
    expect(brandOf(number)).toBe(brand)
    expect(readPartialNumber(number)).toMatchObject({ brands: [brand], canBecomeValid: true, valid: true })
    expect(splitNumber(number)?.missing).toHaveLength(6)
    expect(codes({ number, expiryMonth: 12, expiryYear: 2030, brand: brand as CardBrand })).toEqual([])
  })

  it.each(indexed(cards.invalid))(
    'classifies invalid #$index: $reason',
    ({ number, accepted_brand: accepted }) => {
      const brand = accepted === undefined ? null : brandNames[accepted]
      expect(brandOf(number)).toBe(brand)
      expect(readPartialNumber(number).valid).toBe(brand !== null)
      expect(splitNumber(number) === null).toBe(brand === null)
    },
  )

  it.each(indexed(cards.accepted_with_separators))(
    'ignores separators in #$index: $brand',
    ({ number, brand }) => {
      expect(brandOf(number)).toBe(brand)
    },
  )

  it.each(indexed(cards.type_mismatch))(
    'compares type #$index: selected $selected, expects $expected',
    ({ number, selected, expected }) => {
      const card = { number, expiryMonth: 12, expiryYear: 2030, brand: selected as CardBrand }
      expect(codes(card)).toEqual(mismatchCodes[expected])
    },
  )

  it.each(indexed(cards.expiry))(
    'checks expiry #$index: $note, expects $expected',
    ({ month, year, now, tz, expected }) => {
      const card = {
        number: '4242424242424242',
        expiryMonth: month,
        expiryYear: year,
        brand: 'VISA' as const,
      }
      expect(codes(card, { now: new Date(now), timeZone: tz })).toEqual(expiryCodes[expected])
    },
  )
})

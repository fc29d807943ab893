import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CURRENCY_CODES,
  formatForInput,
  formatMoney,
  MAX_AMOUNT,
  parseAmount,
  toDecimalString,
} from './index.ts'

const amounts = fc.integer({ min: 0, max: MAX_AMOUNT })
const currencies = fc.constantFrom(...CURRENCY_CODES)
const locales = fc.constantFrom('fr', 'fr-FR', 'en', 'en-GB', 'en-IE')

describe('formatMoney', () => {
  it.each([
    [123_456, 'EUR', 'fr', '1\u202f234,56\u00a0€'],
    [123_456, 'EUR', 'en', '€1,234.56'],
    [900, 'GBP', 'fr', '9,00\u00a0£'],
    [900, 'USD', 'en-GB', '$9.00'],
    [1500, 'JPY', 'en', '¥1,500'],
    [123_456, 'HUF', 'en', 'Ft\u00a01,234.56'],
    [1500, 'TND', 'fr', '1,500\u00a0TND'],
    [-5, 'EUR', 'en', '-€0.05'],
    [1250, 'BGN', 'en', 'BGN\u00a012.50'],
  ])('writes %d %s in %s as "%s"', (amount, currency, locale, text) => {
    expect(formatMoney({ amount, currency }, locale)).toBe(text)
  })

  it('passes display options to Intl', () => {
    const money = { amount: 900, currency: 'GBP' }
    expect(formatMoney(money, 'fr', { currencyDisplay: 'code' })).toBe('9,00\u00a0GBP')
    expect(formatMoney(money, 'en', { trailingZeroDisplay: 'stripIfInteger' })).toBe('£9')
    expect(formatMoney(money, 'en', { signDisplay: 'always' })).toBe('+£9.00')
  })

  it('keeps every digit of a large amount', () => {
    const money = { amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' }
    expect(formatMoney(money, 'en')).toBe('€90,071,992,547,409.91')
  })

  it('throws for an amount that is not an integer', () => {
    expect(() => formatMoney({ amount: 1.5, currency: 'EUR' }, 'en')).toThrow(RangeError)
  })
})

describe('parseAmount', () => {
  it.each([
    ['12', 'EUR', 1200],
    ['12,5', 'EUR', 1250],
    ['12.50', 'EUR', 1250],
    [' 12.50 ', 'EUR', 1250],
    ['1 234,56', 'EUR', 123_456],
    ['1\u202f234,56', 'EUR', 123_456],
    ['1\u00a0234,56', 'EUR', 123_456],
    ['1500', 'JPY', 1500],
    ['1500', 'HUF', 150_000],
    ['12,345', 'TND', 12_345],
    ['0', 'EUR', 0],
    ['21474836,47', 'EUR', MAX_AMOUNT],
  ])('reads "%s" %s as %d', (text, currency, amount) => expect(parseAmount(text, currency)).toBe(amount))

  it.each([
    ['12,345', 'EUR'],
    ['1.234,56', 'EUR'],
    ['-5', 'EUR'],
    ['+5', 'EUR'],
    ['12,', 'EUR'],
    [',5', 'EUR'],
    ['12,5', 'JPY'],
    ['21474836,48', 'EUR'],
    ['1e3', 'EUR'],
    ['12 €', 'EUR'],
    ['１２', 'EUR'],
    ['', 'EUR'],
  ])('refuses "%s" %s', (text, currency) => expect(parseAmount(text, currency)).toBeNull())
})

describe('formatForInput', () => {
  it.each([
    [123_450, 'EUR', 'fr', '1234,50'],
    [123_450, 'EUR', 'en', '1234.50'],
    [1500, 'JPY', 'en', '1500'],
    [5, 'TND', 'fr', '0,005'],
  ])('writes %d %s in %s as "%s"', (amount, currency, locale, text) => {
    expect(formatForInput({ amount, currency }, locale)).toBe(text)
  })

  it('writes what parseAmount reads back', () => {
    fc.assert(
      fc.property(amounts, currencies, locales, (amount, currency, locale) => {
        expect(parseAmount(formatForInput({ amount, currency }, locale), currency)).toBe(amount)
      }),
    )
  })
})

describe('toDecimalString', () => {
  it.each([
    [1250, 'EUR', '12.50'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [0, 'EUR', '0.00'],
    [-0, 'EUR', '0.00'],
    [1500, 'JPY', '1500'],
    [-1500, 'JPY', '-1500'],
    [0, 'JPY', '0'],
    [12, 'TND', '0.012'],
    [123_456, 'CLF', '12.3456'],
  ])('writes %d %s as "%s"', (amount, currency, text) => {
    expect(toDecimalString({ amount, currency })).toBe(text)
  })

  it('writes what parseAmount reads back', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        expect(parseAmount(toDecimalString({ amount, currency }), currency)).toBe(amount)
      }),
    )
  })

  it('throws for an amount that is not a safe integer', () => {
    for (const amount of [0.1, NaN, Infinity, 2 ** 53])
      expect(() => toDecimalString({ amount, currency: 'EUR' })).toThrow(RangeError)
  })
})

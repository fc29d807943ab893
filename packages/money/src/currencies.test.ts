import { describe, expect, it } from 'vitest'
import { CURRENCY_CODES, currencyOfNumericCode, decimalsOf, isCurrency, numericCode } from './index.ts'

/** Codes that `Intl` still lists although they are withdrawn or accounting units. */
const NOT_ACTIVE = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XAD', 'XDR', 'XSU', 'ZWL']

describe('currency table', () => {
  it('contains every active currency that Intl lists', () => {
    const listed = Intl.supportedValuesOf('currency').filter((code) => !NOT_ACTIVE.includes(code))
    expect(listed.length).toBeGreaterThan(140)
    expect(listed.filter((code) => !isCurrency(code))).toEqual([])
  })

  it('has well-formed, unique alphabetic and numeric codes', () => {
    expect(CURRENCY_CODES).toHaveLength(164)
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
    const numbers = CURRENCY_CODES.map(numericCode)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.every((number) => /^\d{3}$/.test(number))).toBe(true)
  })

  it('maps every numeric code back to its currency', () => {
    expect(CURRENCY_CODES.map((code) => currencyOfNumericCode(numericCode(code)))).toEqual(CURRENCY_CODES)
  })
})

describe('numericCode', () => {
  it.each([
    ['AUD', '036'],
    ['EUR', '978'],
    ['TND', '788'],
    ['XCG', '532'],
    ['XPF', '953'],
  ])('of %s is %s', (currency, number) => expect(numericCode(currency)).toBe(number))

  it('throws for a code that is not an active currency', () => {
    for (const code of ['ABC', 'eur', '', 'ANG', 'XAU']) expect(() => numericCode(code)).toThrow(RangeError)
  })
})

it('returns null for a numeric code that no active currency has', () => {
  for (const number of ['001', '36', 'EUR', '']) expect(currencyOfNumericCode(number)).toBeNull()
})

it.each(['ABC', 'eur', '', 'XXX', 'XAU', 'BGN', '__proto__'])('does not count "%s" as a currency', (code) =>
  expect(isCurrency(code)).toBe(false),
)

describe('decimalsOf', () => {
  it.each([
    ['JPY', 0],
    ['XOF', 0],
    ['ISK', 0],
    ['EUR', 2],
    ['HUF', 2],
    ['MGA', 2],
    ['MRU', 2],
    ['TND', 3],
    ['IQD', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('of %s is %d', (currency, decimals) => expect(decimalsOf(currency)).toBe(decimals))

  it('is 2 for unknown and withdrawn codes', () => {
    for (const code of ['ABC', 'BGN', '']) expect(decimalsOf(code)).toBe(2)
  })
})

import { expect, test } from 'vitest'
import { alphaCurrency, numericCurrency } from './currencies.ts'

/** Known to Intl, and no shop's money: withdrawn, or an accounting unit. */
const NO_MONEY = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL']

test('every currency in circulation has a number, and the number leads back to it', () => {
  const letters = Intl.supportedValuesOf('currency').filter((each) => !NO_MONEY.includes(each))
  expect(letters.length).toBeGreaterThan(140)
  for (const each of letters) expect(alphaCurrency(numericCurrency(each))).toBe(each)
  expect(['AUD', 'EUR', 'TND', 'XPF'].map(numericCurrency)).toEqual(['036', '978', '788', '953'])
})

test('a number that nobody was given is no currency’s letters', () => {
  expect(alphaCurrency('001')).toBe('001')
  expect(() => numericCurrency('ABC')).toThrow('ISO 4217')
})

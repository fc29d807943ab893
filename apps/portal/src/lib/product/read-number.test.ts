import { formatForInput, formatMoney } from '@triclic/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAmount, readCount } from './read-number.ts'

test.each([
  ['1 234,50', 'fr', 123450],
  ['1\u202f234,50\u00a0€', 'fr', 123450],
  ['1.234,50', 'fr', 123450],
  ['1,234.50', 'en', 123450],
  ['1,234.50', 'fr', 123450],
  ['1’234.50', 'en', 123450],
  ['12.5', 'en', 1250],
  ['12,5', 'fr', 1250],
  ['12,50 €', 'fr', 1250],
  ['€12.50', 'en', 1250],
  ['12.50 EUR', 'en', 1250],
  ['1,234', 'en', 123400],
  ['1,234,567', 'fr', 123456700],
  ['0', 'fr', 0],
  // Whether a comma before three digits groups or separates decimals is not certain in French.
  ['1,234', 'fr', null],
  ['1.234', 'en', null],
  ['-5', 'fr', null],
  ['12,505', 'fr', null],
  ['1,2,3', 'en', null],
  ['douze', 'fr', null],
  ['', 'fr', null],
] as const)('the amount “%s” in %s is %s', (text, locale, amount) => {
  expect(readAmount(text, 'EUR', locale)).toBe(amount)
})

test('yen have no decimals', () => {
  expect(readAmount('1,500', 'JPY', 'en')).toBe(1500)
  expect(readAmount('15.50', 'JPY', 'en')).toBeNull()
})

test('an amount is read as it is shown', () => {
  const amounts = fc.integer({ min: 0, max: 99_999_999 })
  fc.assert(
    fc.property(amounts, fc.constantFrom('fr', 'en'), (amount, locale) => {
      const money = { amount, currency: 'EUR' }
      expect(readAmount(formatMoney(money, locale), 'EUR', locale)).toBe(amount)
      expect(readAmount(formatForInput(money, locale), 'EUR', locale)).toBe(amount)
    }),
  )
})

test.each([
  ['1 200', 'fr', 1200],
  ['1,200', 'en', 1200],
  ['7', 'en', 7],
  ['7,00', 'fr', 7],
  ['1000000000', 'fr', 1_000_000_000],
  ['1000000001', 'fr', null],
  ['7,5', 'fr', null],
  ['-1', 'fr', null],
  ['', 'fr', null],
] as const)('the count “%s” in %s is %s', (text, locale, count) => {
  expect(readCount(text, locale)).toBe(count)
})

import { expect, test } from 'vitest'
import { formatAmount } from './currencies.ts'

test.each([
  [5124, '978', 'fr', '51,24\u00a0€'],
  [5124, '978', 'en', '€51.24'],
  [900, '826', 'fr', '9,00\u00a0£'],
  [1500, '392', 'en', '¥1,500'],
  [12_345, '348', 'en', 'Ft\u00a0123.45'],
  [1500, '788', 'fr', '1,500\u00a0TND'],
  [1500, '999', 'en', '1500 (999)'],
] as const)('formats %d of currency %s in %s as "%s"', (amount, currency, language, text) => {
  expect(formatAmount(amount, currency, language)).toBe(text)
})

import { splitNumber } from '@triclic/card-core'
import { expect, it } from 'vitest'
import { checkCardNumber } from './check-card-number.ts'

/** Published test numbers. */
const numbers = {
  VISA: '4242424242424242',
  MASTERCARD: '5555555555554444',
  AMERICAN_EXPRESS: '378282246310005',
  DINERS_CLUB: '30569309025904',
} as const

it.each(Object.keys(numbers) as (keyof typeof numbers)[])('accepts the two parts of a %s number', (brand) => {
  const parts = splitNumber(numbers[brand])
  expect(parts).not.toBeNull()
  expect(checkCardNumber(parts?.kept ?? '', parts?.missing ?? '', brand)).toBe('FITS')
})

it('reports INCOMPLETE until all six digits are typed', () => {
  expect(checkCardNumber('4242424242', '42424', 'VISA')).toBe('INCOMPLETE')
})

it('detects a wrong digit and two swapped digits', () => {
  expect(checkCardNumber('4242424242', '424243', 'VISA')).toBe('DIGITS_DO_NOT_FIT')
  expect(checkCardNumber('4242424242', '422442', 'VISA')).toBe('DIGITS_DO_NOT_FIT')
})

it('detects a number of another brand', () => {
  expect(checkCardNumber('4242424242', '424242', 'MASTERCARD')).toBe('OTHER_BRAND')
})

import { splitNumber } from '@triclic/card-core'
import { expect, it } from 'vitest'
import { judgeHalves } from './judge-halves.ts'

const published = {
  VISA: '4242424242424242',
  MASTERCARD: '5555555555554444',
  AMERICAN_EXPRESS: '378282246310005',
  DINERS_CLUB: '30569309025904',
} as const

it.each(Object.keys(published) as (keyof typeof published)[])('joins the halves of a %s card', (brand) => {
  const halves = splitNumber(published[brand])
  expect(halves).not.toBeNull()
  expect(judgeHalves(halves?.kept ?? '', halves?.missing ?? '', brand)).toBe('FITS')
})

it('waits for all six digits', () => {
  expect(judgeHalves('4242424242', '42424', 'VISA')).toBe('INCOMPLETE')
})

it('sees a wrong digit and two digits swapped', () => {
  expect(judgeHalves('4242424242', '424243', 'VISA')).toBe('DIGITS_DO_NOT_FIT')
  expect(judgeHalves('4242424242', '422442', 'VISA')).toBe('DIGITS_DO_NOT_FIT')
})

it('sees halves that make another brand’s card', () => {
  expect(judgeHalves('4242424242', '424242', 'MASTERCARD')).toBe('OTHER_BRAND')
})

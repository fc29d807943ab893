import { describe, expect, it } from 'vitest'
import { byField, hasCode, messagesOutside } from './user-errors.ts'

const errors = [
  { code: 'REQUIRED', message: 'City?', field: ['input', 'billingAddress', 'city'] },
  { code: 'REQUIRED', message: 'City again', field: ['billingAddress', 'city'] },
  { code: 'CART_EMPTY', message: 'Nothing in the cart', field: null },
]

describe('user errors', () => {
  it('stand under their field, the first one first', () => {
    expect(byField(errors)).toEqual({ 'billingAddress.city': 'City?', '': 'Nothing in the cart' })
  })
  it('are shown once more when no field displays them', () => {
    expect(messagesOutside(errors, ['billingAddress.city'])).toEqual(['Nothing in the cart'])
    expect(messagesOutside(errors, [])).toEqual(['City?', 'Nothing in the cart'])
  })
  it('are found by code', () => {
    expect(hasCode(errors, 'CART_EMPTY')).toBe(true)
    expect(hasCode(errors, 'PRICE_CHANGED')).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import type { UserError } from '#lib/api/documents/fragments.ts'
import { groupByField, hasCode, messageOf, messagesOutside } from './user-errors.ts'

const errors: UserError[] = [
  { code: 'REQUIRED', message: 'Enter a city', field: ['input', 'billingAddress', 'city'] },
  { code: 'REQUIRED', message: 'Second message for the city', field: ['billingAddress', 'city'] },
  { code: 'CART_EMPTY', message: 'Your cart is empty', field: null },
]

describe('groupByField', () => {
  it('keeps the first message of each field path', () => {
    expect(groupByField(errors)).toEqual({ 'billingAddress.city': 'Enter a city', '': 'Your cart is empty' })
  })
})

describe('messagesOutside', () => {
  it('returns the messages that no field displays', () => {
    expect(messagesOutside(errors, ['billingAddress.city'])).toEqual(['Your cart is empty'])
    expect(messagesOutside(errors, [])).toEqual(['Enter a city', 'Your cart is empty'])
  })
})

describe('hasCode', () => {
  it('finds an error by its code', () => {
    expect(hasCode(errors, 'CART_EMPTY')).toBe(true)
    expect(hasCode(errors, 'PRICE_CHANGED')).toBe(false)
  })
})

describe('messageOf', () => {
  it('returns the message of a code, or null', () => {
    expect(messageOf(errors, 'CART_EMPTY')).toBe('Your cart is empty')
    expect(messageOf(errors, 'PRICE_CHANGED')).toBeNull()
  })
})

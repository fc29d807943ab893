import { describe, expect, it } from 'vitest'
import { caretAfterDigits } from './caret-after-digits.ts'

describe('caretAfterDigits', () => {
  it.each([
    ['4242 4242', 0, 0],
    ['4242 4242', 4, 4],
    ['4242 4242', 5, 6],
    ['4242 4242', 8, 9],
    ['4242', 9, 4],
    ['', 3, 0],
  ])('in %j after %i digits: %i', (formatted, count, expected) => {
    expect(caretAfterDigits(formatted, count)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { caretAfterDigits, formatExpiry, parseExpiry } from './format-card-input.ts'

describe('caretAfterDigits', () => {
  it.each([
    ['4242 4242', 0, 0],
    ['4242 4242', 4, 4],
    ['4242 4242', 5, 6],
    ['4242 4242', 8, 9],
    ['4242', 9, 4],
    ['', 3, 0],
  ])('in %j after %i digits is position %i', (formatted, count, expected) => {
    expect(caretAfterDigits(formatted, count)).toBe(expected)
  })
})

describe('formatExpiry', () => {
  it.each([
    ['', ''],
    ['1', '1'],
    ['3', '03/'],
    ['12', '12/'],
    ['12/2', '12/2'],
    ['1227', '12/27'],
    ['12/2027', '12/27'],
    ['1/27', '01/27'],
    ['12 / 27', '12/27'],
  ])('formats %j as %j', (typed, expected) => {
    expect(formatExpiry(typed, false)).toBe(expected)
  })
  it('does not add the slash again while the buyer deletes it', () => {
    expect(formatExpiry('12', true)).toBe('12')
  })
})

describe('parseExpiry', () => {
  it.each([
    ['12/27', { expiryMonth: 12, expiryYear: 2027 }],
    ['1 / 2030', { expiryMonth: 1, expiryYear: 2030 }],
    ['13/27', { expiryMonth: 13, expiryYear: 2027 }],
    ['12/', null],
    ['12/275', null],
    ['', null],
  ])('parses %j as %j', (typed, expected) => {
    expect(parseExpiry(typed)).toEqual(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { formatExpiry, readExpiry } from './expiry.ts'

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
  ])('%j becomes %j', (typed, expected) => {
    expect(formatExpiry(typed, false)).toBe(expected)
  })
  it('lets the slash be erased', () => {
    expect(formatExpiry('12', true)).toBe('12')
  })
})

describe('readExpiry', () => {
  it.each([
    ['12/27', { expiryMonth: 12, expiryYear: 2027 }],
    ['1 / 2030', { expiryMonth: 1, expiryYear: 2030 }],
    ['13/27', { expiryMonth: 13, expiryYear: 2027 }],
    ['12/', null],
    ['12/275', null],
    ['', null],
  ])('%j reads as %j', (typed, expected) => {
    expect(readExpiry(typed)).toEqual(expected)
  })
})

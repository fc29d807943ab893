import { describe, expect, it } from 'vitest'
import { caretAfterDigits, formatCardNumber, formatExpiry, parseExpiry } from './format-card-input.ts'

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

describe('formatCardNumber', () => {
  const edit = (typed: string, caret: number, previous: string, inputType: string) =>
    formatCardNumber({ typed, caret, previous, inputType })

  it('groups what is typed and keeps the caret behind the same digit', () => {
    expect(edit('42424', 5, '4242', 'insertText')).toEqual({ formatted: '4242 4', caret: 6 })
    expect(edit('42142 4', 3, '4242 4', 'insertText')).toEqual({ formatted: '4214 24', caret: 3 })
  })
  it('deletes the digit before a space with Backspace, and the one after it with Delete', () => {
    expect(edit('42424', 4, '4242 4', 'deleteContentBackward')).toEqual({ formatted: '4244', caret: 3 })
    expect(edit('42425', 4, '4242 5', 'deleteContentForward')).toEqual({ formatted: '4242', caret: 4 })
  })
  it('does not delete a digit when spaces are replaced by a paste', () => {
    expect(edit('42424', 5, '4242 4', 'insertFromPaste')).toEqual({ formatted: '4242 4', caret: 6 })
  })
  it('keeps a text that is not a number as typed', () => {
    expect(edit('4242x', 5, '4242', 'insertText').formatted).toBe('4242x')
  })
})

describe('formatExpiry', () => {
  it.each([
    ['', ''],
    ['1', '1'],
    ['2', '2'],
    ['3', '03/'],
    ['12', '12/'],
    ['12/2', '12/2'],
    ['1227', '12/27'],
    ['12/2027', '12/27'],
    ['122027', '12/27'],
    ['1/27', '01/27'],
    ['2/27', '02/27'],
    ['227', '02/27'],
    ['12 / 27', '12/27'],
    ['12-27', '12/27'],
    ['12.27', '12/27'],
    ['20', '20'],
    ['2029', '2029'],
    ['2029-', '2029-'],
    ['2029-0', '2029-0'],
    ['2029-03', '03/29'],
    ['2029/03', '03/29'],
    ['202903', '03/29'],
    ['2029-13', '13/29'],
    ['00/29', '00/29'],
    ['mars 2029', 'mars 2029'],
  ])('formats %j as %j', (typed, expected) => {
    expect(formatExpiry(typed, false)).toBe(expected)
  })
  it('does not add the slash again while the buyer deletes it', () => {
    expect(formatExpiry('12', true)).toBe('12')
    expect(formatExpiry('2029-0', true)).toBe('2029-0')
  })
})

describe('parseExpiry', () => {
  it.each([
    ['12/27', { expiryMonth: 12, expiryYear: 2027 }],
    ['1 / 2030', { expiryMonth: 1, expiryYear: 2030 }],
    ['0329', { expiryMonth: 3, expiryYear: 2029 }],
    ['032029', { expiryMonth: 3, expiryYear: 2029 }],
    ['2029-03', { expiryMonth: 3, expiryYear: 2029 }],
    ['2029-3', { expiryMonth: 3, expiryYear: 2029 }],
    ['202903', { expiryMonth: 3, expiryYear: 2029 }],
    ['13/27', { expiryMonth: 13, expiryYear: 2027 }],
    ['00/27', { expiryMonth: 0, expiryYear: 2027 }],
    ['12/', null],
    ['12/275', null],
    ['2029', null],
    ['mars 2029', null],
    ['', null],
  ])('parses %j as %j', (typed, expected) => {
    expect(parseExpiry(typed)).toEqual(expected)
  })
})

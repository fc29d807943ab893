import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitsOf, expectedBrand, separators, validNumber } from '../fixtures/oracle.ts'
import { brandOf, readPartialNumber } from './index.ts'

const visa = [13, 16, 19]
const diners = [14, 15, 16, 17, 18, 19]

describe('readPartialNumber', () => {
  it.each([
    ['', ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'], [13, 14, 15, 16, 17, 18, 19]],
    [' - ', ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'], [13, 14, 15, 16, 17, 18, 19]],
    ['2', ['MASTERCARD'], [16]],
    ['22', ['MASTERCARD'], [16]],
    ['222', ['MASTERCARD'], [16]],
    ['2221', ['MASTERCARD'], [16]],
    ['27', ['MASTERCARD'], [16]],
    ['272', ['MASTERCARD'], [16]],
    ['3', ['AMERICAN_EXPRESS', 'DINERS_CLUB'], diners],
    ['30', ['DINERS_CLUB'], diners],
    ['309', ['DINERS_CLUB'], diners],
    ['3095', ['DINERS_CLUB'], diners],
    ['34', ['AMERICAN_EXPRESS'], [15]],
    ['36', ['DINERS_CLUB'], diners],
    ['37', ['AMERICAN_EXPRESS'], [15]],
    ['38', ['DINERS_CLUB'], diners],
    ['39', ['DINERS_CLUB'], diners],
    ['4', ['VISA'], visa],
    ['4 2 4-2', ['VISA'], visa],
    ['5', ['MASTERCARD'], [16]],
    ['51', ['MASTERCARD'], [16]],
    ['55', ['MASTERCARD'], [16]],
  ])('reports for %j the possible brands %j', (typed, brands, lengths) => {
    expect(readPartialNumber(typed)).toMatchObject({ brands, lengths, canBecomeValid: true, valid: false })
  })

  it.each([
    '0',
    '1',
    '20',
    '21',
    '2220',
    '2721',
    '28',
    '31',
    '306',
    '308',
    '3094',
    '3096',
    '33',
    '35',
    '50',
    '56',
  ])('reports that %s cannot become a supported card', (typed) => {
    expect(readPartialNumber(typed)).toEqual({
      brands: [],
      digits: typed,
      formatted: typed,
      lengths: [],
      canBecomeValid: false,
      valid: false,
    })
  })

  it.each([
    ['4242', '4242'],
    ['42424', '4242 4'],
    ['42424242 ', '4242 4242'],
    ['4242424242424242', '4242 4242 4242 4242'],
    ['4000000000000000006', '4000 0000 0000 0000 006'],
    ['40000000000000000063', '4000 0000 0000 0000 0063'],
    ['4000000000006', '4000 0000 0000 6'],
    ['5555555555554444', '5555 5555 5555 4444'],
    ['37828', '3782 8'],
    ['3782822463', '3782 822463'],
    ['378282246310005', '3782 822463 10005'],
    ['3782822463100050', '3782 8224 6310 0050'],
    ['30569309025904', '3056 930902 5904'],
    ['3056930902590', '3056 930902 590'],
    ['360000000000004', '3600 0000 0000 004'],
    ['3056930009020004', '3056 9300 0902 0004'],
    ['36000000000000004', '3600 0000 0000 0000 4'],
    ['6011', '6011'],
    ['60111', '6011 1'],
    ['60111111111111111111111', '6011 1111 1111 1111 1111 111'],
  ])('groups the digits as printed on the card, case %#', (typed, formatted) => {
    expect(readPartialNumber(typed).formatted).toBe(formatted)
  })

  it('keeps the brand of a full-length number that fails Luhn, but reports that it cannot become valid', () => {
    expect(readPartialNumber('5555555555554445')).toMatchObject({
      brands: ['MASTERCARD'],
      lengths: [16],
      canBecomeValid: false,
      valid: false,
    })
  })

  it('reports that an invalid number can become valid if the brand allows a longer one', () => {
    const longer = { brands: ['VISA'], canBecomeValid: true, valid: false }
    expect(readPartialNumber('4242424242424241')).toMatchObject(longer)
    expect(readPartialNumber('42424242424242424')).toMatchObject(longer)
    expect(readPartialNumber('4000000000000000007')).toMatchObject({
      brands: ['VISA'],
      canBecomeValid: false,
    })
    expect(readPartialNumber('4000000000000000006')).toMatchObject({ canBecomeValid: true, valid: true })
  })

  it('reports no brand for a number that is too long', () => {
    for (const typed of ['55555555555544440', '3782822463100050', '40000000000000000060']) {
      expect(readPartialNumber(typed)).toMatchObject({
        brands: [],
        lengths: [],
        canBecomeValid: false,
        valid: false,
      })
    }
  })

  it.each(['4242a', '４', '+4', '4.2', '٤', '4\0'])(
    'returns a text with an unsupported character as typed, case %#',
    (typed) => {
      expect(readPartialNumber(typed)).toEqual({
        brands: [],
        digits: '',
        formatted: typed,
        lengths: [],
        canBecomeValid: false,
        valid: false,
      })
    },
  )

  it('treats a value that is not a string as empty', () => {
    for (const typed of [4242, null, undefined, ['4'], {}]) {
      expect(readPartialNumber(typed as string)).toMatchObject({
        digits: '',
        formatted: '',
        canBecomeValid: false,
      })
    }
  })

  it('reports every prefix of a valid number as possible', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        for (let length = 0; length <= number.length; length++) {
          const read = readPartialNumber(number.slice(0, length))
          expect(read.canBecomeValid).toBe(true)
          expect(read.brands).toContain(brandOf(number))
          expect(read.lengths).toContain(number.length)
        }
      }),
    )
  })

  it('reports a prefix as impossible only if no digits can complete it', () => {
    for (let start = 0; start < 10_000; start++) {
      const typed = String(start).padStart(4, '0')
      const isPossible = [13, 14, 15, 16, 17, 18, 19].some((length) => expectedBrand(start, length) !== null)
      if (readPartialNumber(typed).canBecomeValid !== isPossible) expect.fail(`start ${typed}`)
    }
  })

  it('agrees with brandOf, and formatting changes neither digits nor result', () => {
    fc.assert(
      fc.property(fc.oneof(digitsOf({ maxLength: 24 }), validNumber), separators, (digits, gap) => {
        const read = readPartialNumber(gap + digits + gap)
        expect(read.digits).toBe(digits)
        expect(read.valid).toBe(brandOf(digits) !== null)
        expect(read.formatted.replaceAll(' ', '')).toBe(digits)
        expect(read.formatted).toBe(read.formatted.trim())
        expect(readPartialNumber(read.formatted)).toEqual(read)
      }),
    )
  })

  it('handles a megabyte of text', () => {
    expect(readPartialNumber('4'.repeat(1_000_000))).toMatchObject({ brands: [], canBecomeValid: false })
    expect(readPartialNumber(' '.repeat(1_000_000) + '4').digits).toBe('4')
  })
})

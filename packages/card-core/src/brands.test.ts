import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completeNumber,
  digitsOf,
  expectedBrand,
  passesLuhn,
  separators,
  validNumber,
} from '../fixtures/oracle.ts'
import { brandOf } from './index.ts'

describe('brandOf', () => {
  it.each([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])(
    'agrees with the reference for every four-digit prefix, length %i',
    (length) => {
      for (let start = 0; start < 10_000; start++) {
        const number = completeNumber(String(start).padStart(4, '0'), length)
        if (brandOf(number) !== expectedBrand(start, length)) expect.fail(`start ${start}`)
      }
    },
  )

  it('accepts a number of a brand exactly when it passes Luhn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4000, max: 4999 }),
        digitsOf({ minLength: 12, maxLength: 12 }),
        (start, end) => {
          expect(brandOf(`${start}${end}`)).toBe(passesLuhn(`${start}${end}`) ? 'VISA' : null)
        },
      ),
    )
  })

  it('rejects every number with one wrong digit', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        for (let at = 0; at < number.length; at++) {
          for (const digit of '0123456789') {
            if (digit === number[at]) continue
            expect(brandOf(number.slice(0, at) + digit + number.slice(at + 1))).toBeNull()
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('ignores separators anywhere in the number', () => {
    fc.assert(
      fc.property(
        digitsOf({ maxLength: 20 }),
        validNumber,
        fc.infiniteStream(separators),
        (other, valid, gaps) => {
          for (const number of [other, valid]) {
            const spread = [...number].map((digit) => gaps.next().value + digit).join('') + gaps.next().value
            expect(brandOf(spread)).toBe(brandOf(number))
          }
        },
      ),
    )
  })

  it.each([
    ['full-width digits', '４２４２４２４２４２４２４２４２'],
    ['Arabic digits', '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢'],
    ['Devanagari digits', '४२४२४२४२४२४२४२४२'],
    ['mathematical digits', '𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐'],
    ['circled digits', '④②④②④②④②④②④②④②④②'],
    ['one full-width digit', '424242424242424\uff12'],
  ])('rejects %s', (_, number) => {
    expect(brandOf(number)).toBeNull()
  })

  const rejectedCharacters =
    '\0 \n \r \v \f + . , / _ : a e E O l x \u2007 \u2009 \u200b \u2010 \u2011 \u2013 \u2212 \u3000 \ufeff \u202e \u0301 \u00ad \u0085'
  it.each(
    rejectedCharacters.split(' ').map((character) => [character.codePointAt(0)?.toString(16), character]),
  )('rejects U+%s before, inside or after the number', (_, character) => {
    expect(brandOf(`${character}4242424242424242`)).toBeNull()
    expect(brandOf(`42424242${character}42424242`)).toBeNull()
    expect(brandOf(`4242424242424242${character}`)).toBeNull()
  })

  it('rejects number-like strings and other types', () => {
    const inputs: unknown[] = [
      '4.242424242424242e15',
      '0x4242424242424242',
      '4242424242424242n',
      ['4242424242424242'],
    ]
    for (const input of [
      ...inputs,
      4242424242424242,
      4242424242424242n,
      new String('4242424242424242'),
      null,
    ]) {
      expect(brandOf(input as string)).toBeNull()
    }
  })

  it('handles a megabyte of any character', () => {
    const million = 1_000_000
    for (const text of ['4', '0', ' ', '-', 'a', '４', '4 ', ' x', '42a']) {
      expect(brandOf(text.repeat(million / text.length))).toBeNull()
    }
    expect(brandOf(' '.repeat(million) + '4242424242424242' + '-'.repeat(million))).toBe('VISA')
  })
})

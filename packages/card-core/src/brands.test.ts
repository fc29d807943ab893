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
import { brandOf, isCarteBancaireOnly, splitNumber } from './index.ts'

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
    '\0 \v \f + . , / _ : a e E O l x \u200c \u202b \u202d \u202e \u2067 \u2043 \u0301 \u0085 \uff0d'
  it.each(
    rejectedCharacters.split(' ').map((character) => [character.codePointAt(0)?.toString(16), character]),
  )('rejects U+%s before, inside or after the number', (_, character) => {
    expect(brandOf(`${character}4242424242424242`)).toBeNull()
    expect(brandOf(`42424242${character}42424242`)).toBeNull()
    expect(brandOf(`4242424242424242${character}`)).toBeNull()
  })

  const separatorCharacters = [
    ['a line end', '\n'],
    ['a Windows line end', '\r\n'],
    ['a tab', '\t'],
    ['a no-break space', '\u00a0'],
    ['a narrow no-break space', '\u202f'],
    ['a figure space', '\u2007'],
    ['a thin space', '\u2009'],
    ['an ideographic space', '\u3000'],
    ['a non-breaking hyphen', '\u2011'],
    ['an en dash', '\u2013'],
    ['an em dash', '\u2014'],
    ['a minus sign', '\u2212'],
    ['a left-to-right mark', '\u200e'],
    ['a right-to-left mark', '\u200f'],
    ['an isolate and its end', '\u2066\u2069'],
    ['an embedding and its end', '\u202a\u202c'],
    ['a zero-width space', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
  ] as const
  it.each(separatorCharacters)('ignores %s before, inside and after the number', (_, separator) => {
    const pasted = ['', '4242', '4242', '4242', '4242', ''].join(separator)
    expect(brandOf(pasted)).toBe('VISA')
    expect(splitNumber(pasted)).toEqual({ kept: '4242424242', missing: '424242' })
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

describe('isCarteBancaireOnly', () => {
  const ranges = ['507589', '507590', '507593', '507594', '507595', '585501']
  it.each(ranges)('recognises a valid number of range %s, which is of no brand', (start) => {
    const number = completeNumber(start, 16)
    expect(isCarteBancaireOnly(number.replace(/(.{4})/g, '$1 '))).toBe(true)
    expect(brandOf(number)).toBeNull()
  })

  it('is false for other ranges, other lengths, a wrong digit and other text', () => {
    const numbers = ['507588', '507591', '507592', '507596', '585500', '585502', '424242'].map((start) =>
      completeNumber(start, 16),
    )
    const wrong = completeNumber('507589', 16).replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
    for (const text of [
      ...numbers,
      completeNumber('507589', 15),
      completeNumber('507589', 19),
      wrong,
      '',
      'a',
    ])
      expect(isCarteBancaireOnly(text)).toBe(false)
    expect(isCarteBancaireOnly(null as unknown as string)).toBe(false)
  })
})

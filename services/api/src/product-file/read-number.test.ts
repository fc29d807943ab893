import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessDecimalSeparator, readNumber, toUnits } from './read-number.ts'

const read = (text: string, separator?: '.' | ',') => {
  const reading = readNumber(text, separator)
  return 'decimal' in reading ? reading.decimal : reading.problem
}

describe('numbers as people and programs write them', () => {
  it.each([
    ['12', '12'],
    ['12.5', '12.5'],
    ['12,50', '12.50'],
    ['1 234,50 €', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u202f234\u202f567,89\u00a0€', '1234567.89'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['$1,234,567', '1234567'],
    ['EUR 12.00', '12.00'],
    ['12.00EUR', '12.00'],
    ['-3', '-3'],
    ['-€3.00', '-3.00'],
    ['.5', '0.5'],
    ['0,500', '0.500'],
    ['12.500000', '12.500000'],
    ['1.234', 'AMBIGUOUS_NUMBER'],
    ['1,234', 'AMBIGUOUS_NUMBER'],
    ['1.23.45', 'NOT_A_NUMBER'],
    ['1,23,45.6', 'NOT_A_NUMBER'],
    ['1e3', 'NOT_A_NUMBER'],
    ['0x10', 'NOT_A_NUMBER'],
    ['douze', 'NOT_A_NUMBER'],
    ['12 ou 13', 'NOT_A_NUMBER'],
    ['--3', 'NOT_A_NUMBER'],
    ['', 'NOT_A_NUMBER'],
    ['.', 'NOT_A_NUMBER'],
    ['NaN', 'NOT_A_NUMBER'],
    ['Infinity', 'NOT_A_NUMBER'],
  ])('reads %j as %s', (text, expected) => expect(read(text)).toBe(expected))

  it('reads an ambiguous number as the other numbers of its column prove', () => {
    expect(guessDecimalSeparator(['1.234', '2,50'])).toBe(',')
    expect(guessDecimalSeparator(['1.234', '1,234.5'])).toBe('.')
    expect(guessDecimalSeparator(['1.234', '12'])).toBeUndefined()
    expect([read('1.234', ','), read('1.234', '.')]).toEqual(['1234', '1.234'])
  })

  it('reads back every amount in the French and the English way of writing it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        fc.constantFrom('fr', 'en', 'de'),
        (cents, locale) => {
          const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
          expect(toUnits(read(format.format(cents / 100)), 2, false)).toBe(cents)
        },
      ),
    )
  })

  it.each([
    ['12.505', 2, 1251],
    ['12.504999', 2, 1250],
    ['-12.505', 2, -1251],
    ['0.0049', 2, 0],
    ['1500', 0, 1500],
  ])('rounds %s to %i decimals: %i', (decimal, decimals, expected) =>
    expect(toUnits(decimal, decimals, true)).toBe(expected),
  )

  it('does not round what a person wrote', () => {
    expect(toUnits('12.505', 2, false)).toBeNull()
    expect(toUnits('12.500', 2, false)).toBe(1250)
  })
})

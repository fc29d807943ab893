import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReadableWithWhite, parseColor } from './accent-color.ts'
import { parseSirenOrSiret } from './registration-number.ts'
import { parseVatNumber } from './vat-number.ts'

describe('a SIREN or SIRET', () => {
  // INSEE, Danone, EDF; establishments of La Poste, whose digits add up to a multiple of five.
  test.each([
    '120027016',
    '552 032 534',
    '55208131766522',
    '732 829 320 00074',
    '35600000049837',
    '356 000 000 00048',
  ])('%s is one', (text) => expect(parseSirenOrSiret(text)).toBe(text.replace(/\s/g, '')))

  test.each([
    '120027017',
    '35600000049838',
    '12002701',
    '1200270160',
    '000000000',
    '',
    'FR120027016',
    '١٢٠٠٢٧٠١٦',
  ])('%j is none', (text) => expect(parseSirenOrSiret(text)).toBeNull())

  test('with one wrong digit is none', () => {
    const wrongDigit = fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(wrongDigit, ([at, by]) => {
        const digits = [...'732829320'].map((digit, index) =>
          index === at ? (Number(digit) + by) % 10 : digit,
        )
        expect(parseSirenOrSiret(digits.join(''))).toBeNull()
      }),
    )
  })
})

describe('a VAT number', () => {
  test.each([
    ['FR 44 732 829 320', 'FR44732829320'],
    ['fr83-404-833-048', 'FR83404833048'],
    ['FRK7399859412', 'FRK7399859412'],
    ['BE 0428.759.497', 'BE0428759497'],
    ['ATU12345678', 'ATU12345678'],
    ['CHE-123.456.788 TVA', 'CHE123456788TVA'],
    ['IE6388047V', 'IE6388047V'],
  ])('%s is one', (text, number) => expect(parseVatNumber(text)?.number).toBe(number))

  test.each([
    'FR45732829320',
    'FR4473282932',
    'FRO1732829320',
    'BE2428759497',
    'XX123',
    '732829320',
    '',
    '__proto__',
  ])('%j is none', (text) => expect(parseVatNumber(text)).toBeNull())
})

describe('an accent colour', () => {
  test.each([
    ['#1D4ED8', '#1d4ed8'],
    ['abc', '#aabbcc'],
    [' #000 ', '#000000'],
  ])('%s is %s', (text, color) => expect(parseColor(text)).toBe(color))

  test.each(['#12345', 'red', '', '#gggggg', 'rgb(0,0,0)'])('%j is none', (text) =>
    expect(parseColor(text)).toBeNull(),
  )

  // #767676 is the lightest grey that WCAG accepts on white: 4.54 to 1.
  test.each([
    ['#767676', true],
    ['#777777', false],
    ['#000000', true],
    ['#ffff00', false],
  ])('%s is readable with white: %s', (color, isReadable) =>
    expect(isReadableWithWhite(color)).toBe(isReadable),
  )
})

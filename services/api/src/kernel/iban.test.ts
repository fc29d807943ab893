import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatIban, parseBic, parseIban } from './iban.ts'

/** Examples of the IBAN registry of SWIFT. */
const EXAMPLES = [
  'FR1420041010050500013M02606',
  'MC5811222000010123456789030',
  'BE68539007547034',
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'NO9386011117947',
]

describe('an IBAN', () => {
  test.each(EXAMPLES)('%s is accepted as it is printed, and in lower case', (iban) => {
    expect(parseIban(iban)).toBe(iban)
    expect(parseIban(formatIban(iban))).toBe(iban)
    expect(parseIban(` ${iban.toLowerCase()}\u00a0`)).toBe(iban)
  })

  test('with one changed character is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXAMPLES),
        fc.nat(33),
        fc.constantFrom(...'0123456789'),
        (iban, at, digit) => {
          const position = at % iban.length
          fc.pre(/\d/.test(iban.charAt(position)) && iban.charAt(position) !== digit)
          expect(parseIban(iban.slice(0, position) + digit + iban.slice(position + 1))).toBeNull()
        },
      ),
    )
  })

  test('with two exchanged neighbours is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), fc.nat(33), (iban, at) => {
        const position = at % (iban.length - 1)
        const [one = '', other = ''] = iban.slice(position, position + 2)
        fc.pre(one !== other)
        expect(parseIban(iban.slice(0, position) + other + one + iban.slice(position + 2))).toBeNull()
      }),
    )
  })

  test.each(['', 'FR', 'FR14', '4242 4242 4242 4242', 'FR1420041010050500013M0260', '\u0000', 'FR14\ud800'])(
    '%j is none',
    (text) => {
      expect(parseIban(text)).toBeNull()
    },
  )
})

test.each([
  ['PSSTFRPPPAR', 'PSSTFRPPPAR'],
  ['psst fr pp', 'PSSTFRPP'],
  ['PSSTFRPPPA', null],
  ['PSS1FRPP', null],
  ['', null],
])('the BIC %j is read as %j', (text, bic) => {
  expect(parseBic(text)).toBe(bic)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitsOf, passesLuhn, separators, validNumber } from '../fixtures/oracle.ts'
import { brandOf, joinNumber, keptChecksum, missingFits, splitNumber } from './index.ts'

describe('splitNumber', () => {
  it('cuts off the last six digits and drops separators', () => {
    expect(splitNumber('4242 4242 4242 4242')).toEqual({ kept: '4242424242', missing: '424242' })
    expect(splitNumber('3782-822463-10005')).toEqual({ kept: '378282246', missing: '310005' })
    expect(splitNumber('4222222222222')).toEqual({ kept: '4222222', missing: '222222' })
  })

  it.each([
    '',
    '4242424242424241',
    '6011111111111117',
    '424242',
    '4242424242424242a',
    '４２４２４２４２４２４２４２４２',
  ])('returns null for a number that is not a supported card, case %#', (number) => {
    expect(splitNumber(number)).toBeNull()
  })

  it('is reversed by joinNumber', () => {
    fc.assert(
      fc.property(validNumber, separators, (number, gap) => {
        const parts = splitNumber(gap + number + gap)
        expect(parts).not.toBeNull()
        const { kept, missing } = parts ?? { kept: '', missing: '' }
        expect(joinNumber(kept, missing)).toEqual({ number, brand: brandOf(number) })
      }),
    )
  })
})

describe('joinNumber', () => {
  it('returns the number without separators and its brand', () => {
    expect(joinNumber('4242424242', '424242')).toEqual({ number: '4242424242424242', brand: 'VISA' })
    expect(joinNumber('4242 4242 42', '42-42 42')).toEqual({ number: '4242424242424242', brand: 'VISA' })
    expect(joinNumber('378282246', '310005')).toEqual({
      number: '378282246310005',
      brand: 'AMERICAN_EXPRESS',
    })
  })

  it.each([
    ['six wrong digits', '4242424242', '424241', '4242424242424241'],
    ['five digits', '4242424242', '42424', '424242424242424'],
    ['the last five digits of a valid number', '42424242424', '24242', '4242424242424242'],
    ['the last seven digits of a valid number', '424242424', '2424242', '4242424242424242'],
    ['an empty kept part', '', '424242', '424242'],
    ['an empty missing part', '4242424242424242', '', '4242424242424242'],
    ['a letter in the missing part', '4242424242', '42424a', '424242424242424a'],
    ['a letter in the kept part', '424242424x', '42 42 42', '424242424x424242'],
    ['six full-width digits', '4242424242', '４２４２４２', '4242424242４２４２４２'],
    ['a number of another scheme', '6011111111', '111117', '6011111111111117'],
  ])('returns no brand for %s', (_, kept, missing, number) => {
    expect(joinNumber(kept, missing)).toEqual({ number, brand: null })
  })

  it('treats a part that is not a string as empty', () => {
    expect(joinNumber(4242424242 as never, '424242')).toEqual({ number: '424242', brand: null })
    expect(joinNumber('4242424242', null as never)).toEqual({ number: '4242424242', brand: null })
  })
})

describe('keptChecksum and missingFits', () => {
  const sixDigits = digitsOf({ minLength: 6, maxLength: 6 })

  it('accept the parts of every valid number', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        const { kept, missing } = splitNumber(number) ?? { kept: '', missing: '' }
        expect(missingFits(missing, keptChecksum(kept))).toBe(true)
      }),
    )
  })

  it('agree with the Luhn check of the whole number for any digits', () => {
    fc.assert(
      fc.property(digitsOf({ minLength: 1, maxLength: 30 }), sixDigits, (kept, missing) => {
        expect(missingFits(missing, keptChecksum(kept))).toBe(passesLuhn(kept + missing))
      }),
      { numRuns: 1000 },
    )
  })

  it('match any six digits with exactly one checksum', () => {
    fc.assert(
      fc.property(sixDigits, (missing) => {
        expect([...Array(10).keys()].filter((checksum) => missingFits(missing, checksum))).toHaveLength(1)
      }),
    )
  })

  it('ignore separators', () => {
    expect(keptChecksum('4242 4242-42')).toBe(keptChecksum('4242424242'))
    expect(missingFits('42 42-42', keptChecksum('4242424242'))).toBe(true)
  })

  it.each(['', ' ', '4242a', '４２', '+4', 42, null, undefined])(
    'return NaN for a kept part without usable digits, case %#',
    (kept) => {
      expect(keptChecksum(kept as string)).toBeNaN()
    },
  )

  it.each(['', '00000', '0000000', '00000a', '００００００', 0, null, undefined, ['000000']])(
    'reject a missing part that is not six digits, case %#',
    (missing) => {
      for (let checksum = 0; checksum < 10; checksum++) {
        expect(missingFits(missing as string, checksum)).toBe(false)
      }
    },
  )

  it.each([NaN, -10, 10, 20, 0.5, Infinity, '0', null, undefined, 0n])(
    'reject a checksum that is not a digit, case %#',
    (checksum) => {
      expect(missingFits('000000', checksum as number)).toBe(false)
    },
  )

  it('handle a megabyte of digits', () => {
    expect(keptChecksum('0'.repeat(1_000_000))).toBe(0)
    expect(missingFits('0'.repeat(1_000_000), 0)).toBe(false)
  })
})

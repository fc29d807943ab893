import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitsOf, passesLuhn, validNumber } from '../fixtures/oracle.ts'
import { keptChecksum, missingFits, splitNumber } from './index.ts'

const sixDigits = digitsOf({ minLength: 6, maxLength: 6 })

describe('keptChecksum and missingFits', () => {
  it('fit for every valid number', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        const { kept, missing } = splitNumber(number) ?? { kept: '', missing: '' }
        expect(missingFits(missing, keptChecksum(kept))).toBe(true)
      }),
    )
  })

  it('agree with Luhn over the whole, whatever the digits', () => {
    fc.assert(
      fc.property(digitsOf({ minLength: 1, maxLength: 30 }), sixDigits, (kept, missing) => {
        expect(missingFits(missing, keptChecksum(kept))).toBe(passesLuhn(kept + missing))
      }),
      { numRuns: 1000 },
    )
  })

  it('leave exactly one checksum to six digits', () => {
    fc.assert(
      fc.property(sixDigits, (missing) => {
        expect([...Array(10).keys()].filter((checksum) => missingFits(missing, checksum))).toHaveLength(1)
      }),
    )
  })

  it('pass over separators', () => {
    expect(keptChecksum('4242 4242-42')).toBe(keptChecksum('4242424242'))
    expect(missingFits('42 42-42', keptChecksum('4242424242'))).toBe(true)
  })

  it.each(['', ' ', '4242a', '４２', '+4', 42, null, undefined])('give no checksum for case %#', (kept) => {
    expect(keptChecksum(kept as string)).toBeNaN()
  })

  it.each(['', '00000', '0000000', '00000a', '００００００', 0, null, undefined, ['000000']])(
    'never fit with case %#',
    (missing) => {
      for (let checksum = 0; checksum < 10; checksum++) {
        expect(missingFits(missing as string, checksum)).toBe(false)
      }
    },
  )

  it.each([NaN, -10, 10, 20, 0.5, Infinity, '0', null, undefined, 0n])(
    'never fit checksum case %#',
    (checksum) => {
      expect(missingFits('000000', checksum as number)).toBe(false)
    },
  )

  it('answer a megabyte', () => {
    expect(keptChecksum('0'.repeat(1_000_000))).toBe(0)
    expect(missingFits('0'.repeat(1_000_000), 0)).toBe(false)
  })
})

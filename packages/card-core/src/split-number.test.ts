import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { separators, validNumber } from '../fixtures/oracle.ts'
import { brandOf, joinNumber, splitNumber } from './index.ts'

describe('splitNumber', () => {
  it('cuts the last six digits off', () => {
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
  ])('gives nothing for what is no card, case %#', (number) => {
    expect(splitNumber(number)).toBeNull()
  })

  it('is undone by joinNumber', () => {
    fc.assert(
      fc.property(validNumber, separators, (number, gap) => {
        const halves = splitNumber(gap + number + gap)
        expect(halves).not.toBeNull()
        const { kept, missing } = halves ?? { kept: '', missing: '' }
        expect(joinNumber(kept, missing)).toEqual({ number, brand: brandOf(number) })
      }),
    )
  })
})

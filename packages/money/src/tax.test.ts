import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_AMOUNT, taxByRate, taxIncludedIn } from './index.ts'

const amounts = fc.integer({ min: 0, max: MAX_AMOUNT })
const rates = fc.integer({ min: 0, max: 10_000 })

describe('taxIncludedIn', () => {
  it.each([
    [12_000, 2000, 2000],
    [1055, 550, 55],
    [0, 2000, 0],
    [100, 0, 0],
    [4990, 2000, 832],
    [1, 10_000, 1],
    [3, 2000, 1],
    [MAX_AMOUNT, 2000, 357_913_941],
  ])('of %d at %d basis points is %d', (amount, rate, tax) => expect(taxIncludedIn(amount, rate)).toBe(tax))

  it('is the nearest integer to the exact tax, rounding half up', () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        const divisor = BigInt(10_000 + rate)
        const exactTimesDivisor = BigInt(amount) * BigInt(rate)
        const doubledError = 2n * (exactTimesDivisor - BigInt(taxIncludedIn(amount, rate)) * divisor)
        return doubledError < divisor && doubledError >= -divisor
      }),
    )
  })

  it('grows with the amount and never exceeds it', () => {
    fc.assert(
      fc.property(amounts, amounts, rates, (a, b, rate) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        return taxIncludedIn(less, rate) <= taxIncludedIn(more, rate) && taxIncludedIn(more, rate) <= more
      }),
    )
  })

  it.each([
    [-1, 2000],
    [1, -1],
    [1.5, 2000],
    [1, 0.5],
    [NaN, 2000],
  ])('throws for %d at %d basis points', (amount, rate) =>
    expect(() => taxIncludedIn(amount, rate)).toThrow(RangeError),
  )
})

describe('taxByRate', () => {
  it('rounds once per rate, not per line', () => {
    const line = { amount: 2, taxBasisPoints: 2000 }
    expect(taxIncludedIn(2, 2000)).toBe(0)
    expect(taxByRate([line, line, line])).toEqual([{ taxBasisPoints: 2000, amount: 6, tax: 1 }])
  })

  it('lists the rates in ascending order', () => {
    const lines = [
      { amount: 12_000, taxBasisPoints: 2000 },
      { amount: 1055, taxBasisPoints: 550 },
      { amount: 500, taxBasisPoints: 0 },
      { amount: 1200, taxBasisPoints: 2000 },
    ]
    expect(taxByRate(lines)).toEqual([
      { taxBasisPoints: 0, amount: 500, tax: 0 },
      { taxBasisPoints: 550, amount: 1055, tax: 55 },
      { taxBasisPoints: 2000, amount: 13_200, tax: 2200 },
    ])
    expect(taxByRate([])).toEqual([])
  })
})

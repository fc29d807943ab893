import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, allocate, MAX_AMOUNT } from './index.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const amounts = fc.integer({ min: -MAX_AMOUNT, max: MAX_AMOUNT })
const ratioLists = fc
  .array(fc.nat({ max: MAX_AMOUNT }), { minLength: 1, maxLength: 12 })
  .filter((ratios) => ratios.some((ratio) => ratio > 0))
const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0)

describe('add', () => {
  it('adds amounts of the same currency', () => {
    expect(add(eur(1250), eur(-50))).toEqual(eur(1200))
  })

  it('refuses different currencies', () => {
    expect(() => add(eur(1), { amount: 1, currency: 'USD' })).toThrow('Cannot add USD to EUR')
  })

  it('refuses a sum that is not a safe integer', () => {
    expect(() => add(eur(Number.MAX_SAFE_INTEGER), eur(1))).toThrow(RangeError)
    expect(() => add(eur(0.5), eur(1))).toThrow(RangeError)
  })
})

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 7], [2, 3]],
    [1, [1, 1], [1, 0]],
    [0, [1, 2], [0, 0]],
    [10, [0, 1, 0], [0, 10, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [2, 3, 5], [1, 2, 4]],
    [MAX_AMOUNT, [1], [MAX_AMOUNT]],
  ])('splits %d by %j into %j', (amount, ratios, parts) => expect(allocate(amount, ratios)).toEqual(parts))

  it('returns parts that add up to the amount', () => {
    fc.assert(fc.property(amounts, ratioLists, (amount, ratios) => sum(allocate(amount, ratios)) === amount))
  })

  it('returns parts within one unit of the exact proportion', () => {
    fc.assert(
      fc.property(amounts, ratioLists, (amount, ratios) => {
        const total = BigInt(sum(ratios))
        return allocate(amount, ratios).every((part, index) => {
          const difference = BigInt(part) * total - BigInt(amount) * BigInt(ratios[index]!)
          return difference < total && difference > -total
        })
      }),
    )
  })

  it('gives nothing to a zero ratio and never less to a larger ratio', () => {
    fc.assert(
      fc.property(fc.nat({ max: MAX_AMOUNT }), ratioLists, (amount, ratios) => {
        const parts = allocate(amount, ratios)
        return ratios.every((ratio, i) =>
          ratios.every(
            (other, j) => (ratio > 0 || parts[i] === 0) && (ratio <= other || parts[i]! >= parts[j]!),
          ),
        )
      }),
    )
  })

  it.each([
    ['no ratios', 1, []],
    ['only zero ratios', 1, [0, 0]],
    ['a negative ratio', 1, [2, -1]],
    ['a fractional ratio', 1, [0.5]],
    ['a fractional amount', 1.5, [1]],
    ['an amount that is not a number', NaN, [1]],
  ])('throws for %s', (_, amount, ratios) => expect(() => allocate(amount, ratios)).toThrow(RangeError))
})

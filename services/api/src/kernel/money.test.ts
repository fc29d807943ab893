import 'reflect-metadata'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LARGEST_AMOUNT, taxIn } from './money.type.ts'

const amounts = fc.integer({ min: 0, max: LARGEST_AMOUNT })
const rates = fc.integer({ min: 0, max: 10_000 })

test.each([
  [12_000, 2000, 2000],
  [1055, 550, 55],
  [0, 2000, 0],
  [4990, 2000, 832],
  [1, 10_000, 1],
])('of %d at %d basis points, %d is tax', (amount, rate, tax) => expect(taxIn(amount, rate)).toBe(tax))

test('tax is the nearest whole amount to the exact one, the half going up', () => {
  fc.assert(
    fc.property(amounts, rates, (amount, rate) => {
      const tax = BigInt(taxIn(amount, rate))
      const [over, under] = [BigInt(amount) * BigInt(rate), BigInt(10_000 + rate)]
      const doubled = 2n * (over - tax * under)
      return doubled < under && doubled >= -under
    }),
  )
})

test('tax grows with the amount and never passes it', () => {
  fc.assert(
    fc.property(amounts, amounts, rates, (a, b, rate) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      return taxIn(less, rate) <= taxIn(more, rate) && taxIn(more, rate) <= more
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_AMOUNT, taxIncludedIn } from '@triclic/money'
import { orderTotals } from './order-totals.ts'

const taxed = fc.record({
  amount: fc.integer({ min: 0, max: 1_000_000 }),
  taxBasisPoints: fc.constantFrom(0, 210, 550, 1000, 2000),
})

test('order totals round tax once per rate, shipping together with the lines of its rate', () => {
  const lines = [333, 333, 333].map((amount) => ({ amount, taxBasisPoints: 2000 }))
  expect(orderTotals(lines, { amount: 1, taxBasisPoints: 2000 })).toEqual({
    subtotal: 999,
    shippingTotal: 1,
    taxTotal: taxIncludedIn(1000, 2000),
    total: 1000,
  })
})

test('order totals are consistent and independent of the order of the lines', () => {
  fc.assert(
    fc.property(fc.array(taxed, { maxLength: 50 }), fc.option(taxed), (lines, shipping) => {
      const totals = orderTotals(lines, shipping)
      expect(totals?.total).toBe((totals?.subtotal ?? 0) + (totals?.shippingTotal ?? 0))
      expect(totals?.taxTotal).toBeLessThanOrEqual(totals?.total ?? 0)
      expect(orderTotals([...lines].reverse(), shipping)).toEqual(totals)
    }),
  )
})

test('order totals are null above the largest amount', () => {
  const half = { amount: MAX_AMOUNT, taxBasisPoints: 0 }
  expect(orderTotals([half], null)?.total).toBe(MAX_AMOUNT)
  expect(orderTotals([half], { amount: 1, taxBasisPoints: 0 })).toBeNull()
})

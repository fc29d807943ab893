import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineRefund } from './line-refund.ts'

test.each([
  [3, 1000, [334, 333, 333]],
  [2, 1, [1, 0]],
  [4, 2, [1, 1, 0, 0]],
  [1, 0, [0]],
])('%i items for %i are refunded one by one as %j', (quantity, total, parts) => {
  const amounts: number[] = []
  for (let refundedQuantity = 0; refundedQuantity < quantity; refundedQuantity++) {
    const refundedAmount = amounts.reduce((sum, amount) => sum + amount, 0)
    amounts.push(lineRefund({ quantity, total, refundedQuantity, refundedAmount }, 1))
  }
  expect(amounts).toEqual(parts)
})

test('after part of the price was given back, items cost no more than what is left, and the last one takes it', () => {
  expect(lineRefund({ quantity: 2, total: 1000, refundedQuantity: 0, refundedAmount: 700 }, 1)).toBe(300)
  expect(lineRefund({ quantity: 2, total: 1000, refundedQuantity: 1, refundedAmount: 100 }, 1)).toBe(900)
})

const line = fc.record({ quantity: fc.integer({ min: 1, max: 50 }), total: fc.nat(1_000_000) })

test('however the items of a line are refunded, the refunds add up to what was paid for it', () => {
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 50 })), ({ quantity, total }, steps) => {
      let [refundedQuantity, refundedAmount] = [0, 0]
      for (const step of [...steps, quantity]) {
        const items = Math.min(step, quantity - refundedQuantity)
        if (items === 0) break
        const amount = lineRefund({ quantity, total, refundedQuantity, refundedAmount }, items)
        expect(amount).toBeGreaterThanOrEqual(0)
        refundedQuantity += items
        refundedAmount += amount
      }
      expect([refundedQuantity, refundedAmount]).toEqual([quantity, total])
    }),
  )
})

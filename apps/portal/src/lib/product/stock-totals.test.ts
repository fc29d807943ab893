import { expect, test } from 'vitest'
import { byUrgency, isLow, priceRange, totalOf } from './stock-totals.ts'

const stock = (onHand: number, reserved: number, lowStockThreshold: number | null) => ({
  onHand,
  reserved,
  available: onHand - reserved,
  lowStockThreshold,
})
const euros = (...amounts: number[]) => amounts.map((amount) => ({ price: { amount, currency: 'EUR' } }))

test('stock is low when what is available has come down to the threshold, or to nothing', () => {
  expect(
    [stock(5, 0, 5), stock(6, 1, 5), stock(6, 0, 5), stock(0, 0, null), stock(0, 0, 0)].map(isLow),
  ).toEqual([true, true, false, true, true])
})

test('low stock comes first, then what will be gone first', () => {
  const stocks = [stock(3, 0, null), stock(9, 0, 10), stock(1, 0, null), stock(4, 0, 10)]
  expect(stocks.toSorted(byUrgency).map(({ onHand }) => onHand)).toEqual([4, 9, 1, 3])
})

test('totals add up over the variants', () => {
  const stocks = [stock(5, 2, null), stock(7, 0, 1)]
  expect(totalOf(stocks, 'onHand')).toBe(12)
  expect(totalOf(stocks, 'available')).toBe(10)
})

test('prices are shown as a range only where they differ', () => {
  expect(priceRange(euros(1500, 1200, 1300), 'en')).toBe('€12.00 – €15.00')
  expect(priceRange(euros(1200, 1200), 'en')).toBe('€12.00')
  expect(priceRange([], 'en')).toBe('')
})

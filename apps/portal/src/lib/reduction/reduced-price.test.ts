import { expect, test } from 'vitest'
import { reducedPrice } from './reduced-price.ts'

test.each([
  [1000, 1000, 900],
  [999, 1000, 899],
  [5, 1000, 5],
  [1, 5000, 1],
  [1995, 3350, 1327],
  [1000, 10_000, 0],
])('%i less %i basis points is %i', (price, basisPoints, reduced) => {
  expect(reducedPrice(price, basisPoints)).toBe(reduced)
})

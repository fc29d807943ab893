import { expect, test } from 'vitest'
import { percentile } from './compare-rates.ts'

test.each([
  [0.5, 3],
  [0.95, 5],
  [0, 1],
  [1, 5],
])('the value below which a share of %d of the values lies', (share, expected) => {
  expect(percentile([5, 1, 4, 2, 3], share)).toBe(expected)
})

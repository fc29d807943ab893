import { expect, test } from 'vitest'
import { thresholdState } from './distance-sales.ts'

const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' })
const taxes = (thisYear: number, lastYear: number, more: object = {}) => ({
  distanceSales: { thisYear: euros(thisYear), lastYear: euros(lastYear), threshold: euros(10_000) },
  ossSince: null,
  isSmallBusiness: false,
  isInUnion: true,
  ...more,
})

test.each([
  [0, 0, null],
  [8000, 0, null],
  [8001, 0, 'NEAR'],
  [0, 9000, 'NEAR'],
  [10_000, 0, 'NEAR'],
  [10_000.01, 0, 'EXCEEDED'],
  [100, 10_001, 'EXCEEDED'],
])('with %s € this year and %s € last year the threshold is %s', (thisYear, lastYear, state) => {
  expect(thresholdState(taxes(thisYear, lastYear))).toBe(state)
})

test.each([
  { ossSince: '2026-01-01' },
  { isSmallBusiness: true },
  { isInUnion: false },
  { distanceSales: { thisYear: euros(20_000), lastYear: euros(0), threshold: null } },
])('the threshold does not matter with %o', (more) => {
  expect(thresholdState(taxes(20_000, 0, more))).toBeNull()
})

import { expect, test } from 'vitest'
import { measureClockJump } from './watch-clock.ts'

const before = { wall: 1_000_000, steady: 500 }

test.each([
  ['that runs', 15_000, 15_000, null],
  ['that a time service mends', 25_000, 15_000, null],
  ['looked at late', 90_000, 90_000, null],
  ['set ahead', 3_615_000, 15_000, 3600],
  ['set back', -3_585_000, 15_000, -3600],
])('a clock %s', (_name, wall, steady, seconds) => {
  expect(measureClockJump(before, { wall: before.wall + wall, steady: before.steady + steady })).toBe(seconds)
})

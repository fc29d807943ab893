import { expect, test } from 'vitest'
import { measureClockJump } from './watch-clock.ts'

const before = { wall: 1_000_000, steady: 500 }

test.each([
  ['no jump for a clock that runs normally', 15_000, 15_000, null],
  ['no jump for a correction by a time service', 25_000, 15_000, null],
  ['no jump when the second reading is late', 90_000, 90_000, null],
  ['a jump ahead', 3_615_000, 15_000, 3600],
  ['a jump back', -3_585_000, 15_000, -3600],
])('reports %s', (_name, wall, steady, seconds) => {
  expect(measureClockJump(before, { wall: before.wall + wall, steady: before.steady + steady })).toBe(seconds)
})

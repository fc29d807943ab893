import { expect, test } from 'vitest'
import { lowestOfEach, measureSlope, type Point } from './slopes.ts'

const line = (from: number, to: number, noise = 0): Point[] =>
  Array.from({ length: 101 }, (_, index) => [
    index * 10,
    from + ((to - from) * index) / 100 + (index % 2 === 0 ? noise : -noise),
  ])

test.each([
  ['a constant value', line(50, 50), true],
  ['growth within the bound', line(50, 53), true],
  ['a leak', line(50, 60), false],
  ['a leak under noise', line(50, 60, 3), false],
  ['noise without growth', line(50, 50, 20), true],
  ['a falling value', line(50, 20), true],
])('%s', (_, points, isFlat) => {
  expect(measureSlope(points, { atMost: 4 }).isFlat).toBe(isFlat)
})

test('the growth is that of the whole time, and a share is one of the median', () => {
  const slope = measureSlope(line(100, 120), { shareOfMedian: 0.1 })
  expect(slope.growth).toBeCloseTo(20)
  expect(slope.bound).toBeCloseTo(11)
  expect(slope.isFlat).toBe(false)
})

test('of a sawtooth, the lowest points are flat although it always rises', () => {
  const sawtooth = line(0, 0).map(([x], index): Point => [x, 40 + (index % 6) * 10])
  expect(new Set(lowestOfEach(sawtooth, 6).map(([, y]) => y))).toEqual(new Set([40]))
})

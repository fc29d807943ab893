import { expect, it } from 'vitest'
import { toDuration, toSeconds } from './duration.ts'

it.each([
  [3600, { count: 1, unit: 'hours' }],
  [7200, { count: 2, unit: 'hours' }],
  [86_400, { count: 1, unit: 'days' }],
  [604_800, { count: 7, unit: 'days' }],
  [129_600, { count: 36, unit: 'hours' }],
  [5400, { count: 1.5, unit: 'hours' }],
] as const)('%d seconds, there and back', (seconds, duration) => {
  expect(toDuration(seconds)).toEqual(duration)
  expect(toSeconds(String(duration.count), duration.unit)).toBe(seconds)
})

it.each(['', '-1', '1e3', 'two', '1.234', '999999'])('%j is no time', (written) => {
  expect(toSeconds(written, 'hours')).toBeNull()
})

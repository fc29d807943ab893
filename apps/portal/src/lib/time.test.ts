import { expect, it } from 'vitest'
import { endOfDay, formatDateTime, startOfDay, toDuration, toSeconds } from './time.ts'

it.each([
  ['2026-11-24', 'Europe/Paris', '2026-11-23T23:00:00.000Z', '2026-11-24T22:59:59.999Z'],
  ['2026-07-01', 'Europe/Paris', '2026-06-30T22:00:00.000Z', '2026-07-01T21:59:59.999Z'],
  ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ['2026-11-24', 'Pacific/Auckland', '2026-11-23T11:00:00.000Z', '2026-11-24T10:59:59.999Z'],
])('the day %s in %s lasts from %s to %s', (day, zone, start, end) => {
  expect(startOfDay(day, zone)?.toISOString()).toBe(start)
  expect(endOfDay(day, zone)?.toISOString()).toBe(end)
})

it.each(['', '24/11/2026', '2026-13-01', '2026-11-24T00:00'])('rejects %j as a day', (day) => {
  expect(startOfDay(day, 'UTC')).toBeNull()
  expect(endOfDay(day, 'UTC')).toBeNull()
})

it('formats a time in the time zone of the shop', () => {
  expect(formatDateTime('2026-11-23T23:30:00Z', 'Europe/Paris', 'fr')).toBe('24 nov. 2026, 00:30')
  expect(formatDateTime('2026-11-23T23:30:00Z', 'Europe/London', 'en')).toBe('23 Nov 2026, 23:30')
})

it.each([
  [3600, { count: 1, unit: 'hours' }],
  [7200, { count: 2, unit: 'hours' }],
  [86_400, { count: 1, unit: 'days' }],
  [604_800, { count: 7, unit: 'days' }],
  [129_600, { count: 36, unit: 'hours' }],
  [5400, { count: 1.5, unit: 'hours' }],
] as const)('converts %d seconds to a duration and back', (seconds, duration) => {
  expect(toDuration(seconds)).toEqual(duration)
  expect(toSeconds(String(duration.count), duration.unit)).toBe(seconds)
})

it.each(['', '-1', '1e3', 'two', '1.234', '999999'])('rejects %j as a duration', (count) => {
  expect(toSeconds(count, 'hours')).toBeNull()
})

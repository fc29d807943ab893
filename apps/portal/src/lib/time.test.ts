import { expect, it } from 'vitest'
import { endOfDay, formatDateTime, isDay, startOfDay, today, toDuration, toSeconds } from './time.ts'

it.each(['2026-11-24', '2024-02-29', '0001-01-01'])('accepts %j as a day', (text) => {
  expect(isDay(text)).toBe(true)
})

it.each(['', '24/11/2026', '2026-13-01', '2026-02-29', '2026-02-30', '2026-11-24T00:00'])(
  'rejects %j as a day',
  (text) => {
    expect(isDay(text)).toBe(false)
  },
)

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

it.each([
  ['2026-11-24', 'Europe/Paris', '2026-11-24T22:59:59.000Z'],
  ['2026-07-01', 'Europe/Paris', '2026-07-01T21:59:59.000Z'],
  // The clocks go back on this day, which has 25 hours.
  ['2026-10-25', 'Europe/Paris', '2026-10-25T22:59:59.000Z'],
  ['2026-11-24', 'Pacific/Kiritimati', '2026-11-24T09:59:59.000Z'],
  ['2026-11-24', 'Pacific/Pago_Pago', '2026-11-25T10:59:59.000Z'],
  ['2026-11-24', 'Asia/Kathmandu', '2026-11-24T18:14:59.000Z'],
  ['2026-02-30', 'Europe/Paris', null],
])('the last second of %s in %s is %s', (day, timeZone, end) => {
  expect(endOfDay(day, timeZone)).toBe(end)
})

it.each([
  ['2026-11-24', 'Europe/Paris', '2026-11-23T23:00:00.000Z'],
  ['2026-03-01', 'America/New_York', '2026-03-01T05:00:00.000Z'],
  // The day after the one on which clocks change.
  ['2026-10-26', 'Europe/Paris', '2026-10-25T23:00:00.000Z'],
  ['2026-02-30', 'Europe/Paris', null],
])('the day %s in %s begins at %s', (day, timeZone, start) => {
  expect(startOfDay(day, timeZone)).toBe(start)
})

it('today is a day', () => {
  expect(isDay(today('Pacific/Kiritimati'))).toBe(true)
})

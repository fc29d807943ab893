import { expect, it } from 'vitest'
import { endOfDay, formatDateTime, startOfDay } from './time.ts'

it.each([
  ['2026-11-24', 'Europe/Paris', '2026-11-23T23:00:00.000Z', '2026-11-24T22:59:59.999Z'],
  ['2026-07-01', 'Europe/Paris', '2026-06-30T22:00:00.000Z', '2026-07-01T21:59:59.999Z'],
  ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ['2026-11-24', 'Pacific/Auckland', '2026-11-23T11:00:00.000Z', '2026-11-24T10:59:59.999Z'],
])('%s in %s is %s to %s', (day, zone, start, end) => {
  expect(startOfDay(day, zone)?.toISOString()).toBe(start)
  expect(endOfDay(day, zone)?.toISOString()).toBe(end)
})

it.each(['', '24/11/2026', '2026-13-01', '2026-11-24T00:00'])('%j is no day', (day) => {
  expect(startOfDay(day, 'UTC')).toBeNull()
  expect(endOfDay(day, 'UTC')).toBeNull()
})

it('shows a moment in the zone of the shop', () => {
  expect(formatDateTime('2026-11-23T23:30:00Z', 'Europe/Paris', 'fr')).toBe('24 nov. 2026, 00:30')
  expect(formatDateTime('2026-11-23T23:30:00Z', 'Europe/London', 'en')).toBe('23 Nov 2026, 23:30')
})

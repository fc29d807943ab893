import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromShopTime, toShopTime } from './shop-time.ts'

test.each([
  ['2026-12-24T08:00', 'Europe/Paris', '2026-12-24T07:00:00.000Z'],
  ['2026-07-14T08:00', 'Europe/Paris', '2026-07-14T06:00:00.000Z'],
  // The clock goes back from 3:00 to 2:00: 2:30 comes twice.
  ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
  // The clock goes forward from 2:00 to 3:00: there is no 2:30.
  ['2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
  ['2026-01-01T00:00', 'Indian/Reunion', '2025-12-31T20:00:00.000Z'],
  ['2026-01-01T00:00', 'America/Martinique', '2026-01-01T04:00:00.000Z'],
  ['2026-02-30T00:00', 'Europe/Paris', null],
  ['tomorrow', 'Europe/Paris', null],
  ['2026-13-01T00:00', 'Europe/Paris', null],
  ['', 'Europe/Paris', null],
])('the clock shows %s in %s at %s', (text, timeZone, at) => {
  expect(fromShopTime(text, timeZone)).toBe(at)
})

test('a time that the clock shows is found again', () => {
  const minutes = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 })
  const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Pacific/Noumea')
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const clock = toShopTime(new Date(minute * 60_000).toISOString(), zone)
      expect(toShopTime(fromShopTime(clock, zone)!, zone)).toBe(clock)
    }),
  )
})

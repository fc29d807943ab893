import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthInZone } from './month-in-zone.ts'

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Etc/GMT+12',
  'Africa/Cairo',
]
const calendars = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  ]),
)
const HOUR = 3_600_000

describe('monthInZone', () => {
  it('agrees with the calendar of the time zone around the end of any month', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 80 * 12 }),
        fc.integer({ min: -50 * HOUR, max: 50 * HOUR }),
        (timeZone, month, offset) => {
          const now = Date.UTC(1990, month) + offset
          const [year, monthOfYear] = (calendars.get(timeZone)?.format(now) ?? '').split('-').map(Number)
          expect(monthInZone(now, timeZone)).toBe((year ?? NaN) * 12 + (monthOfYear ?? NaN) - 1)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('returns the month for a day in the middle of every month', () => {
    for (let month = 0; month < 24; month++) {
      expect(monthInZone(Date.UTC(2026, month, 15), 'Europe/Paris')).toBe(2026 * 12 + month)
    }
  })

  it('accepts UTC offsets as time zones', () => {
    expect(monthInZone(Date.UTC(2026, 10, 30, 22), '+02:00')).toBe(2026 * 12 + 11)
    expect(monthInZone(Date.UTC(2026, 10, 30, 22), '-02:00')).toBe(2026 * 12 + 10)
  })

  it.each([
    'Nowhere/City',
    '',
    'Europe/Paris ',
    'x'.repeat(1_000_000),
    undefined,
    null,
    2,
    {},
    Symbol('zone'),
  ])('counts an unknown time zone as one day ahead of UTC, case %#', (timeZone) => {
    expect(monthInZone(Date.UTC(2026, 10, 15), timeZone)).toBe(2026 * 12 + 10)
    expect(monthInZone(Date.UTC(2026, 10, 29, 23, 59, 59, 999), timeZone)).toBe(2026 * 12 + 10)
    expect(monthInZone(Date.UTC(2026, 10, 30), timeZone)).toBe(2026 * 12 + 11)
  })

  it('returns NaN for NaN', () => {
    expect(monthInZone(NaN, 'Europe/Paris')).toBeNaN()
  })
})

import { describe, expect, it } from 'vitest'
import { dayOf, lastDayBefore, startOfDay } from './shop-days.ts'

describe('days of a shop', () => {
  it.each([
    ['2026-11-24', 'Europe/Paris', '2026-11-23T23:00:00.000Z'],
    ['2026-07-14', 'Europe/Paris', '2026-07-13T22:00:00.000Z'],
    // Clocks change on these days, after midnight.
    ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-01-01', 'Indian/Reunion', '2025-12-31T20:00:00.000Z'],
    ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, timeZone, start) => {
    expect(startOfDay(day, timeZone)).toBe(start)
    expect(dayOf(start, timeZone)).toBe(day)
  })

  it('a discount that ends on a day ends when the next one begins', () => {
    const end = startOfDay('2026-10-25', 'Europe/Paris', { after: true })
    expect(end).toBe('2026-10-25T23:00:00.000Z')
    expect(lastDayBefore(end, 'Europe/Paris')).toBe('2026-10-25')
  })
})

import { localDay } from './local-day.ts'

/**
 * The last millisecond of a day in a time zone, also where clocks change at its end.
 * @param day ISO date
 * @param timeZone IANA name
 */
export function endOfLocalDay(day: string, timeZone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`)
  let [inside, outside] = [noon - 24 * HOUR_MS, noon + 36 * HOUR_MS]
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (localDay(new Date(middle), timeZone) <= day) inside = middle
    else outside = middle
  }
  return new Date(inside)
}

const HOUR_MS = 3_600_000

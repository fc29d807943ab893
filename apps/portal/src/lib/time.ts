/** Moments in the shop's time zone (IANA). What comes from and goes to the API is RFC 3339 in UTC. */

// Day before month and 24 hours: nobody misreads 24 Nov 2026, 08:40.
const written = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

export const formatDateTime = (at: string, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(written(locale), { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  )

/** The UTC instant at which a day (`2026-11-24`) begins in the zone; null if it is no day. */
export function startOfDay(day: string, timeZone: string): Date | null {
  const utcMidnight = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(utcMidnight)) return null
  // Twice, since the offset at UTC's midnight may be that of the other side of a clock change.
  const guess = utcMidnight - offsetMs(utcMidnight, timeZone)
  return new Date(utcMidnight - offsetMs(guess, timeZone))
}

/** The last millisecond of that day in the zone. */
export function endOfDay(day: string, timeZone: string): Date | null {
  if (!startOfDay(day, timeZone)) return null
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const start = startOfDay(next, timeZone)
  return start && new Date(start.getTime() - 1)
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at
  )
}

// Times of the API are RFC 3339 in UTC; times on screen are in the shop's time zone (an IANA name).

// British English avoids month-first dates and a 12-hour clock: 24 Nov 2026, 08:40.
const dateLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

export const formatDateTime = (at: string, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  )

/** The UTC instant at which a day (`2026-11-24`) begins in the time zone; null for an invalid day. */
export function startOfDay(day: string, timeZone: string): Date | null {
  const utcMidnight = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(utcMidnight)) return null
  // Computed twice because a clock change may lie between midnight in UTC and midnight in the time zone.
  const guess = utcMidnight - offsetMs(utcMidnight, timeZone)
  return new Date(utcMidnight - offsetMs(guess, timeZone))
}

/** The last millisecond of the day in the time zone; null for an invalid day. */
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

type DurationUnit = 'hours' | 'days'

const secondsPer: Record<DurationUnit, number> = { hours: 3600, days: 86_400 }

/** Converts seconds to days if they are a whole number of days, otherwise to hours. */
export function toDuration(seconds: number): { count: number; unit: DurationUnit } {
  const unit = seconds % secondsPer.days === 0 ? 'days' : 'hours'
  return { count: Math.round((seconds / secondsPer[unit]) * 100) / 100, unit }
}

/** Converts a typed number of hours or days to seconds; null for an invalid number. */
export function toSeconds(count: string, unit: string): number | null {
  const number = /^\d{1,5}(?:[.,]\d{1,2})?$/.test(count) ? Number(count.replace(',', '.')) : NaN
  const seconds = Math.round(number * (unit === 'days' ? secondsPer.days : secondsPer.hours))
  return Number.isNaN(seconds) ? null : seconds
}

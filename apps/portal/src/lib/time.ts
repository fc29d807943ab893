// Times of the API are RFC 3339 in UTC; times on screen are in the shop's time zone (an IANA name).

// British English avoids month-first dates and a 12-hour clock: 24 Nov 2026, 08:40.
const dateLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

export const formatDateTime = (at: string, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  )

/** The day of an instant in the time zone: `24 November 2026`. */
export const formatDayOf = (at: string, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { timeZone, dateStyle: 'long' }).format(new Date(at))

/** A day of the calendar, `2026-11-24`: `24 Nov 2026`. */
export const formatCalendarDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { timeZone: 'UTC', dateStyle: 'medium' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The calendar day of now in the time zone: `2026-11-24`. */
export const today = (timeZone: string): string => dayOf(new Date(), timeZone)

// Swedish writes dates as ISO 8601 does.
const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(at)

/** The last second of a calendar day in the time zone, in UTC; null for what is no day. */
export function endOfDay(day: string, timeZone: string): string | null {
  if (!isDay(day)) return null
  // Clocks differ from UTC by less than a day, in steps of at most 15 minutes.
  let at = Date.parse(`${day}T23:59:59Z`) + 24 * 3_600_000
  while (dayOf(new Date(at), timeZone) > day) at -= 15 * 60_000
  return new Date(at).toISOString()
}

/** The first second of a calendar day in the time zone, in UTC; null for what is no day. */
export function startOfDay(day: string, timeZone: string): string | null {
  if (!isDay(day)) return null
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const end = endOfDay(before, timeZone)
  return end && new Date(Date.parse(end) + 1_000).toISOString()
}

/** Whether the text is a day of the calendar: `2026-11-24`. */
export function isDay(text: string): boolean {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  // JavaScript reads 30 February as 2 March.
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text)
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

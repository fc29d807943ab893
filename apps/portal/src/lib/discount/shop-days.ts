import { fromShopTime, toShopTime } from '../product/shop-time.ts'

// A discount begins and ends at midnight in the shop's time zone; the day on which it ends is the one before.

const DAY_MS = 86_400_000

/** The day of an instant in a time zone: `2026-11-24`. */
export const dayOf = (at: string | number, timeZone: string): string =>
  toShopTime(new Date(at).toISOString(), timeZone).slice(0, 10)

/** The last day before an instant that is midnight. */
export const lastDayBefore = (at: string, timeZone: string): string => dayOf(Date.parse(at) - 1, timeZone)

/** The instant at which a day begins in a time zone, in UTC. With `after`, the day after it. */
export function startOfDay(day: string, timeZone: string, { after = false } = {}): string {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + (after ? DAY_MS : 0)).toISOString().slice(0, 10)
  const start = fromShopTime(`${date}T00:00`, timeZone)
  if (!start) throw new RangeError(`“${day}” is no day`)
  return start
}

/** A day for people to read; with `last`, the last day before the instant. */
export function formatDay(at: string, timeZone: string, locale: string, last = false): string {
  const instant = Date.parse(at) - (last ? 1 : 0)
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    dateStyle: 'medium',
  }).format(instant)
}

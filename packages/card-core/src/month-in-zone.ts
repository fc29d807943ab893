const DAY_MS = 86_400_000

/**
 * The month of an instant in a time zone, as the number of months since January of year 0; NaN if `now` is NaN.
 * An unknown time zone counts as one day ahead of UTC, so that no expired card is accepted.
 *
 * @param now milliseconds since 1970 UTC
 * @param timeZone IANA name, or an offset such as `+02:00`
 */
export function monthInZone(now: number, timeZone: unknown): number {
  const earliest = monthInUtc(now - DAY_MS)
  const latest = monthInUtc(now + DAY_MS)
  // Every zone is less than a day away from UTC, so the slow call to Intl is only needed near the end of a month.
  if (earliest === latest || typeof timeZone !== 'string') return latest
  try {
    const month = new Intl.DateTimeFormat('en', { timeZone, month: 'numeric' }).format(now)
    return Number(month) === (earliest % 12) + 1 ? earliest : latest
  } catch {
    return latest
  }
}

function monthInUtc(time: number): number {
  const date = new Date(time)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

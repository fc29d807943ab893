const DAY = 86_400_000

/**
 * The month in which an instant falls in a time zone, counted from January of year 0; NaN for what is no instant.
 * An unknown zone counts as a day ahead of UTC, so that no expired card passes.
 *
 * @param now milliseconds since 1970 UTC
 * @param timeZone IANA name, or an offset such as `+02:00`
 */
export function monthInZone(now: number, timeZone: unknown): number {
  const earliest = monthInUtc(now - DAY)
  const latest = monthInUtc(now + DAY)
  // No zone is a day away from UTC: only around the turn of a month does it matter, and is Intl's price paid.
  if (earliest === latest || typeof timeZone !== 'string') return latest
  try {
    const month = new Intl.DateTimeFormat('en', { timeZone, month: 'numeric' }).format(now)
    return Number(month) === (earliest % 12) + 1 ? earliest : latest
  } catch {
    return latest
  }
}

function monthInUtc(instant: number): number {
  const date = new Date(instant)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

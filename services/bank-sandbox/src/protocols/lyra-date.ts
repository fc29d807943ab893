const MINUTE_MS = 60_000

/** Parses `YYYYMMDDHHMMSS` as UTC; undefined if it is not a valid date and time. */
export function readLyraDate(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, min, second] = parts
  const date = new Date(`${year}-${month}-${day}T${hour}:${min}:${second}Z`)
  return !Number.isNaN(date.getTime()) && writeLyraDate(date) === text ? date : undefined
}

/** Formats a date as `YYYYMMDDHHMMSS` in UTC. */
export function writeLyraDate(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, 14)
}

/**
 * Whether a form's date is recent enough. The bank accepts 30 minutes in the past and 90 minutes in the future; this
 * sandbox accepts only 5 in the future, to detect a shop that sends Paris time instead of UTC.
 */
export function isWithinLyraTime(date: Date, now: Date): boolean {
  const ahead = date.getTime() - now.getTime()
  return ahead >= -30 * MINUTE_MS && ahead <= 5 * MINUTE_MS
}

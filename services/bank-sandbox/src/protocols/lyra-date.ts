const minute = 60_000

/** Reads `YYYYMMDDHHMMSS` as UTC; undefined when there is no such moment. */
export function readLyraDate(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, min, second] = parts
  const date = new Date(`${year}-${month}-${day}T${hour}:${min}:${second}Z`)
  return !Number.isNaN(date.getTime()) && writeLyraDate(date) === text ? date : undefined
}

export function writeLyraDate(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, 14)
}

/** The bank's own half hour back; ahead it would take 90 minutes, which lets Paris time pass for UTC, so less here. */
export function isWithinLyraTime(date: Date, now: Date): boolean {
  const ahead = date.getTime() - now.getTime()
  return ahead >= -30 * minute && ahead <= 5 * minute
}

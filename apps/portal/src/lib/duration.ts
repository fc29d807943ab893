export type DurationUnit = 'hours' | 'days'

const secondsOf: Record<DurationUnit, number> = { hours: 3600, days: 86_400 }

/** A time as people set it: in days where it is whole days, else in hours. */
export function toDuration(seconds: number): { count: number; unit: DurationUnit } {
  const unit = seconds % secondsOf.days === 0 ? 'days' : 'hours'
  return { count: Math.round((seconds / secondsOf[unit]) * 100) / 100, unit }
}

/** Seconds of what was written; null if it is no time. */
export function toSeconds(count: string, unit: string): number | null {
  const written = /^\d{1,5}(?:[.,]\d{1,2})?$/.test(count) ? Number(count.replace(',', '.')) : NaN
  const seconds = Math.round(written * (unit === 'days' ? secondsOf.days : secondsOf.hours))
  return Number.isNaN(seconds) ? null : seconds
}

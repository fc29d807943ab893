import { monthInZone } from './month-in-zone.ts'
import { INVISIBLE, SPACES } from './separators.ts'

/** The time and time zone for which an expiry is checked. */
export interface Moment {
  now: Date
  /** IANA name of the shop's time zone. */
  timeZone: string
}

const MAX_YEARS_AHEAD = 20
const around = `[${SPACES}${INVISIBLE}]*`
const monthPattern = new RegExp(`^${around}(\\d{1,2})${around}$`)
const yearPattern = new RegExp(`^${around}(\\d{4}|\\d{2})${around}$`)

/**
 * Checks an expiry; null means valid. A card is valid until the last instant of its month in the time zone.
 * INVALID_EXPIRY: the month or year cannot be read, the year is more than 20 after the current one, or `at.now` is
 * not a valid Date.
 *
 * @param month 1–12, one or two digits
 * @param year four digits, or two digits for 20YY
 */
export function expiryProblem(
  month: unknown,
  year: unknown,
  at: Partial<Moment>,
): 'INVALID_EXPIRY' | 'CARD_EXPIRED' | null {
  const yearText = matchText(year, yearPattern)
  const expiryMonth = Number(matchText(month, monthPattern))
  const expiryYear = Number(yearText?.length === 2 ? `20${yearText}` : yearText)
  const currentMonth = monthInZone(readTime(at.now), at.timeZone)
  const isPlausible =
    expiryMonth >= 1 && expiryMonth <= 12 && expiryYear <= Math.floor(currentMonth / 12) + MAX_YEARS_AHEAD
  if (!isPlausible) return 'INVALID_EXPIRY'
  return expiryYear * 12 + expiryMonth - 1 < currentMonth ? 'CARD_EXPIRED' : null
}

function matchText(value: unknown, pattern: RegExp): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return pattern.exec(String(value))?.[1]
}

/** Milliseconds since 1970 UTC; NaN unless `now` is a valid Date. */
function readTime(now: unknown): number {
  try {
    return Date.prototype.getTime.call(now)
  } catch {
    return NaN
  }
}

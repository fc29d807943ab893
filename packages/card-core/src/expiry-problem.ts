import { monthInZone } from './month-in-zone.ts'

/** Where and when a card is checked. */
export interface Moment {
  now: Date
  /** IANA, the shop's. */
  timeZone: string
}

const YEARS_AHEAD = 20
const monthPattern = /^[ \t\u00a0\u202f]*(\d{1,2})[ \t\u00a0\u202f]*$/
const yearPattern = /^[ \t\u00a0\u202f]*(\d{4}|\d{2})[ \t\u00a0\u202f]*$/

/**
 * What is wrong with an expiry, or null. A card is valid through the last instant of its month in the zone.
 * INVALID_EXPIRY: no month or year to be read, a year more than 20 after the present one, or no instant to judge by.
 *
 * @param month 1–12, one or two digits
 * @param year four digits, or two for 20YY
 */
export function expiryProblem(
  month: unknown,
  year: unknown,
  at: Partial<Moment>,
): 'INVALID_EXPIRY' | 'CARD_EXPIRED' | null {
  const expiryMonth = readNumber(month, monthPattern)
  const expiryYear = readNumber(year, yearPattern)
  const present = monthInZone(readInstant(at.now), at.timeZone)
  const fullYear = expiryYear < 100 ? 2000 + expiryYear : expiryYear
  const isLikely = expiryMonth >= 1 && expiryMonth <= 12 && fullYear <= Math.floor(present / 12) + YEARS_AHEAD
  if (!isLikely) return 'INVALID_EXPIRY'
  return fullYear * 12 + expiryMonth - 1 < present ? 'CARD_EXPIRED' : null
}

function readNumber(value: unknown, pattern: RegExp): number {
  if (typeof value !== 'string' && typeof value !== 'number') return NaN
  return Number(pattern.exec(String(value))?.[1])
}

function readInstant(now: unknown): number {
  try {
    return Date.prototype.getTime.call(now)
  } catch {
    return NaN
  }
}

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
  const yearText = readText(year, yearPattern)
  const expiryMonth = Number(readText(month, monthPattern))
  const expiryYear = Number(yearText?.length === 2 ? `20${yearText}` : yearText)
  const present = monthInZone(readInstant(at.now), at.timeZone)
  const isLikely =
    expiryMonth >= 1 && expiryMonth <= 12 && expiryYear <= Math.floor(present / 12) + YEARS_AHEAD
  if (!isLikely) return 'INVALID_EXPIRY'
  return expiryYear * 12 + expiryMonth - 1 < present ? 'CARD_EXPIRED' : null
}

function readText(value: unknown, pattern: RegExp): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return pattern.exec(String(value))?.[1]
}

function readInstant(now: unknown): number {
  try {
    return Date.prototype.getTime.call(now)
  } catch {
    return NaN
  }
}

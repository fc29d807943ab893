const EARLIEST = new Date('0001-01-01T00:00:00Z')
const EARLIEST_DAY = '0001-01-01'

/** RFC 3339 allows the year 0, which PostgreSQL rejects. */
export const clampToYearOne = (instant: Date): Date => (instant < EARLIEST ? EARLIEST : instant)

/** The same for an ISO date. */
export const clampDayToYearOne = (day: string): string => (day < EARLIEST_DAY ? EARLIEST_DAY : day)

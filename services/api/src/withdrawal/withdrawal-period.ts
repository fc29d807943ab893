import { endOfLocalDay } from '../kernel/end-of-local-day.ts'
import { localDay } from '../kernel/local-day.ts'
import { WITHDRAWAL_DAYS } from '../kernel/withdrawal-days.ts'
import type { Shop } from '../shop/shop.ts'
import { isNonWorkingDay } from './public-holidays.ts'

/**
 * The last moment to withdraw from a purchase: the end of the fourteenth day after the delivery, or of the next working day (Code de la consommation
 * L221-19; Regulation (EEC) 1182/71, art. 3).
 * @param deliveredAt when the buyer received the last parcel
 */
export function endOfPeriod(
  deliveredAt: Date,
  { country, timeZone }: Pick<Shop, 'country' | 'timeZone'>,
): Date {
  let day = daysAfter(localDay(deliveredAt, timeZone), WITHDRAWAL_DAYS)
  while (isNonWorkingDay(day, country)) day = daysAfter(day, 1)
  return endOfLocalDay(day, timeZone)
}

/** The last moment to refund a withdrawal, never later than the law says: it is not moved to a working day. */
export const refundDeadline = (withdrawnAt: Date, timeZone: string): Date =>
  endOfLocalDay(daysAfter(localDay(withdrawnAt, timeZone), WITHDRAWAL_DAYS), timeZone)

const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

import { formatMoney } from '@triclic/money'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { formatDay } from './shop-days.ts'
import type { Tone } from '../ui/tone.ts'
import type { Discount } from './discount.documents.ts'

/** `10,5` of 1050 basis points, without the sign. */
export const percentText = (basisPoints: number): string =>
  new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2 }).format(basisPoints / 100)

/** What a discount takes off: `10% off`, `€5.00 off orders from €50.00`. */
export function effectText({ kind, basisPoints, amount, minimumAmount }: Discount): string {
  const effect =
    kind === 'FREE_DELIVERY'
      ? m.discount_effect_delivery()
      : kind === 'AMOUNT' && amount
        ? m.discount_effect_off({ amount: formatMoney(amount, getLocale()) })
        : m.discount_effect_off({
            amount: new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
              (basisPoints ?? 0) / 10_000,
            ),
          })
  return minimumAmount
    ? m.discount_effect_minimum({ effect, minimum: formatMoney(minimumAmount, getLocale()) })
    : effect
}

/** When it applies, in days of the shop; empty if it has begun and does not end. */
export function periodText({ startsAt, endsAt, status }: Discount, timeZone: string): string {
  const from = formatDay(startsAt, timeZone, getLocale())
  if (endsAt) return m.discount_period({ from, to: formatDay(endsAt, timeZone, getLocale(), true) })
  return status === 'SCHEDULED' ? m.discount_period_from({ from }) : ''
}

/** `Used 3 of 10 times`. */
export const usesText = ({ uses, maxUses }: Discount): string =>
  maxUses ? m.discount_uses_of({ uses, max: maxUses }) : m.discount_uses({ uses })

export const statusOf: Record<Discount['status'], { text: () => string; tone: Tone }> = {
  ACTIVE: { text: m.discount_status_active, tone: 'green' },
  SCHEDULED: { text: m.discount_status_scheduled, tone: 'blue' },
  ENDED: { text: m.discount_status_ended, tone: 'gray' },
  USED_UP: { text: m.discount_status_used_up, tone: 'gray' },
  DISABLED: { text: m.discount_status_disabled, tone: 'gray' },
}

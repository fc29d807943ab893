import { formatMoney } from '@triclic/money'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { formatDay } from './shop-days.ts'
import type { Tone } from '../ui/tone.ts'
import type { Discount } from './discount.documents.ts'

/** What a discount takes off: `10% off`, `€5.00 off orders from €50.00`, `Free delivery from €50.00`. */
export function effectText({ kind, basisPoints, amount, minimumAmount }: Discount): string {
  const minimum = minimumAmount && formatMoney(minimumAmount, getLocale())
  if (kind === 'FREE_DELIVERY')
    return minimum ? m.discount_effect_delivery_from({ minimum }) : m.discount_effect_delivery()
  const effect =
    kind === 'AMOUNT' && amount
      ? m.discount_effect_off({ amount: formatMoney(amount, getLocale()) })
      : m.discount_effect_off({
          amount: new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
            (basisPoints ?? 0) / 10_000,
          ),
        })
  return minimum ? m.discount_effect_minimum({ effect, minimum }) : effect
}

/** When it applies, in days of the shop; empty if it has begun and does not end. */
export function periodText({ startsAt, endsAt, status }: Discount, timeZone: string): string {
  const from = formatDay(startsAt, timeZone, getLocale())
  if (endsAt) return m.discount_period({ from, to: formatDay(endsAt, timeZone, getLocale(), true) })
  return status === 'SCHEDULED' ? m.discount_period_from({ from }) : ''
}

/** `Used 3 times`, `Used once`, `3 of 10 uses`. */
export function usesText({ uses, maxUses }: Pick<Discount, 'uses' | 'maxUses'>): string {
  const number = (count: number) => new Intl.NumberFormat(getLocale()).format(count)
  if (maxUses)
    return maxUses === 1
      ? m.discount_uses_of_one({ uses: number(uses) })
      : m.discount_uses_of({ uses: number(uses), max: number(maxUses) })
  if (uses === 0) return m.discount_uses_none()
  return uses === 1 ? m.discount_uses_once() : m.discount_uses({ uses: number(uses) })
}

export const statusOf: Record<Discount['status'], { text: () => string; tone: Tone }> = {
  ACTIVE: { text: m.discount_status_active, tone: 'green' },
  SCHEDULED: { text: m.discount_status_scheduled, tone: 'blue' },
  ENDED: { text: m.discount_status_ended, tone: 'gray' },
  USED_UP: { text: m.discount_status_used_up, tone: 'gray' },
  DISABLED: { text: m.discount_status_disabled, tone: 'gray' },
}

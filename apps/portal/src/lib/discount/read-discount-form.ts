import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { parsePercent } from '../percent.ts'
import { readAmount, readCount } from '../product/read-number.ts'
import { FormError, rawTextOf, textOf } from '../server/form-data.ts'
import { isDay } from '../time.ts'
import type { UserError } from '../user-error.ts'
import type { DiscountKind } from './discount.documents.ts'
import { startOfDay } from './shop-days.ts'

/** The input of saveDiscount, without the id. The form names the shop's currency and time zone. @throws FormError with everything that is wrong */
export function readDiscountForm(form: FormData) {
  const errors: UserError[] = []
  const read = <T>(field: string, parse: (text: string) => T | null, message: string): T | null => {
    const text = textOf(form, field)
    const value = text === null ? null : parse(text)
    if (text !== null && value === null) errors.push({ code: 'INVALID', field: [field], message })
    return value
  }
  const amount = (field: string) =>
    read(
      field,
      (text) => readAmount(text, rawTextOf(form, 'currency'), getLocale()),
      m.delivery_error_amount(),
    )
  const count = (field: string) =>
    read(field, (text) => readCount(text, getLocale()) || null, m.discount_error_limit())
  const timeZone = rawTextOf(form, 'timeZone')
  const day = (field: string, after = false) =>
    read(
      field,
      (text) => (isDay(text) ? startOfDay(text, timeZone, { after }) : null),
      m.discount_error_day(),
    )

  const isCode = form.get('how') !== 'automatic'
  const kind = rawTextOf(form, 'kind') as DiscountKind
  const input = {
    version: Number(textOf(form, 'version')) || null,
    // An empty code is not an automatic discount.
    code: isCode ? rawTextOf(form, 'code') || ' ' : null,
    name: isCode ? null : textOf(form, 'name'),
    kind,
    basisPoints:
      kind === 'PERCENTAGE' ? read('basisPoints', readPercentage, m.discount_error_percent()) : null,
    amount: kind === 'AMOUNT' ? amount('amount') : null,
    collectionId: textOf(form, 'collectionId'),
    minimumAmount: amount('minimumAmount'),
    startsAt: day('startsAt') ?? new Date().toISOString(),
    endsAt: day('endsAt', true),
    maxUses: count('maxUses'),
    maxUsesPerEmail: count('maxUsesPerEmail'),
    enabled: form.has('enabled'),
  }
  if (isCode && !textOf(form, 'code'))
    errors.push({ code: 'REQUIRED', field: ['code'], message: m.discount_code_hint() })
  if (errors.length > 0) throw new FormError(errors, 400)
  return input
}

/** Basis points of a percentage above 0 and up to 100. */
function readPercentage(text: string): number | null {
  const basisPoints = parsePercent(text)
  return basisPoints && basisPoints <= 10_000 ? basisPoints : null
}

import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { readAmount } from '../product/read-number.ts'
import { fromShopTime } from '../product/shop-time.ts'
import { FormError, rawTextOf, textOf } from '../server/form-data.ts'
import type { UserError } from '../user-error.ts'

/**
 * The input of reducePrices: the variants with a new price. The form names the shop's currency and time zone; the fields of a variant are
 * `price-<id>` and `seen-<id>`, the price in minor units that the page showed.
 * @throws FormError with everything that is wrong
 */
export function readReductionsForm(form: FormData) {
  const errors: UserError[] = []
  const refuse = (field: string, message: string) =>
    void errors.push({ code: 'INVALID', field: [field], message })
  const time = (field: string): string | null => {
    const text = textOf(form, field)
    const at = text ? fromShopTime(text, rawTextOf(form, 'timeZone')) : null
    if (text && !at) refuse(field, m.reduction_error_time())
    return at
  }
  const reductions = filledVariants(form).map((variantId) => {
    const price = readAmount(rawTextOf(form, `price-${variantId}`), rawTextOf(form, 'currency'), getLocale())
    if (price === null) refuse(`price-${variantId}`, m.delivery_error_amount())
    return { variantId, price: price ?? 0, expectedPrice: Number(textOf(form, `seen-${variantId}`)) || null }
  })
  const input = { reductions, startsAt: time('startsAt'), endsAt: time('endsAt') }
  if (errors.length === 0 && reductions.length === 0)
    errors.push({ code: 'REQUIRED', field: null, message: m.reduction_error_none() })
  if (errors.length > 0) throw new FormError(errors, 400)
  return input
}

/** The variants for which a price was typed, in the order of the page. */
const filledVariants = (form: FormData): string[] =>
  form
    .getAll('variantIds')
    .map(String)
    .filter((id) => textOf(form, `price-${id}`))

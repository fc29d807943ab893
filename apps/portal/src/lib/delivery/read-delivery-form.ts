import { readAmount } from '../product/read-number.ts'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { FormError, rawTextOf, textOf } from '../server/form-data.ts'
import type { UserError } from '../user-error.ts'

/** Collects what is wrong with the texts of a form, to report all of it at once. */
export class DeliveryFormReader {
  readonly #errors: UserError[] = []
  readonly #form: FormData

  constructor(form: FormData) {
    this.#form = form
  }

  /** Minor units of the currency that the form names; null if the field is empty. */
  amount(field: string): number | null {
    return textOf(this.#form, field) ? this.requireAmount(field) : null
  }

  /** Minor units of the currency that the form names. */
  requireAmount(field: string): number {
    const amount = readAmount(rawTextOf(this.#form, field), rawTextOf(this.#form, 'currency'), getLocale())
    if (amount === null) this.#reject('AMOUNT_INVALID', field, m.delivery_error_amount())
    return amount ?? 0
  }

  /** Grams of a weight in kilograms; null if the field is empty. */
  grams(field: string): number | null {
    const text = textOf(this.#form, field)
    if (!text) return null
    const match = /^\d{1,6}([.,]\d{1,3})?$/.exec(text.replace(/\s/g, ''))
    if (!match) this.#reject('WEIGHT_INVALID', field, m.delivery_error_weight())
    return match && Math.round(Number(match[0].replace(',', '.')) * 1000)
  }

  #reject(code: string, field: string, message: string): void {
    this.#errors.push({ code, field: [field], message })
  }

  /** @throws FormError if anything was wrong */
  finish(): void {
    if (this.#errors.length > 0) throw new FormError(this.#errors, 400)
  }
}

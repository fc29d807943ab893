import { parseAmount } from '@triclic/money'
import { m } from '#lib/paraglide/messages.js'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'

/** The input of recordRefund as the form has it: a field `quantity-<line>` for each line. */
export function refundInput(form: FormData, orderCode: string) {
  const { bankReference } = requireTexts(form, { bankReference: m.error_enter_bank_reference() })
  const announced = textOf(form, 'announced')
  return {
    orderCode,
    bankReference,
    lines: linesOf(form),
    shippingAmount: amountOf(form, 'shippingAmount'),
    otherAmount: amountOf(form, 'otherAmount'),
    restock: form.has('restock'),
    notifyBuyer: form.has('notifyBuyer'),
    reason: textOf(form, 'reason'),
    isAnnounced: announced === null ? null : announced === 'same',
    idempotencyKey: rawTextOf(form, 'idempotencyKey'),
  }
}

const PREFIX = 'quantity-'

const linesOf = (form: FormData) =>
  [...form.keys()]
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => ({ lineId: name.slice(PREFIX.length), quantity: quantityOf(form, name) }))
    .filter(({ quantity }) => quantity > 0)

function quantityOf(form: FormData, name: string): number {
  const text = textOf(form, name) ?? '0'
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new FormError(
    [{ code: 'NUMBER_OUT_OF_RANGE', field: [name], message: m.error_amount_invalid() }],
    400,
  )
}

/** Minor units; null for an empty field. */
function amountOf(form: FormData, name: string): number | null {
  const text = textOf(form, name)
  if (text === null) return null
  const amount = parseAmount(text, textOf(form, 'currency') ?? 'EUR')
  if (amount !== null) return amount
  throw new FormError([{ code: 'AMOUNT_INVALID', field: [name], message: m.error_amount_invalid() }], 400)
}

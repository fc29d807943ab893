import { parseAmount } from '@triclic/money'
import { declineReasons, outcomes } from '#lib/order/labels.ts'
import { m } from '#lib/paraglide/messages.js'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'

/** Reads the certification form. The authorization number and the amount count only for an approved payment. */
export function certificationInput(form: FormData, orderCode: string) {
  const outcome = outcomes.find((each) => each === form.get('outcome'))
  if (!outcome)
    throw new FormError([{ code: 'REQUIRED', field: ['outcome'], message: m.error_choose_outcome() }], 400)
  const input = {
    orderCode,
    paymentId: rawTextOf(form, 'paymentId'),
    outcome,
    bankReference: textOf(form, 'bankReference'),
    note: textOf(form, 'note'),
  }
  if (outcome === 'REFUSED')
    return {
      ...input,
      declineReason: declineReasons.find((each) => each === form.get('declineReason')) ?? null,
    }
  if (outcome !== 'APPROVED') return input
  const { authorizationNumber } = requireTexts(form, {
    authorizationNumber: m.error_enter_authorization_number(),
  })
  const accepted = textOf(form, 'acceptedAmount')
  return {
    ...input,
    authorizationNumber,
    amount: readAmount(form),
    acceptedAmount: accepted && /^\d{1,9}$/.test(accepted) ? Number(accepted) : null,
  }
}

/** The amount in minor units; null means the order's total. */
function readAmount(form: FormData): number | null {
  const typed = textOf(form, 'amount')
  if (!typed) return null
  const amount = parseAmount(typed, textOf(form, 'currency') ?? 'EUR')
  if (amount) return amount
  throw new FormError([{ code: 'AMOUNT_INVALID', field: ['amount'], message: m.error_amount_invalid() }], 400)
}

import type { RequestEvent } from '@sveltejs/kit'
import { parseAmount } from '#lib/money.ts'
import { askForAction, refuse } from '../ask-for-action.ts'
import { textOf } from '../text-of.ts'
import { recordRescueRefund as operation } from '../rescue-operations.ts'

/** Records the refund that the merchant made at its bank. */
export async function recordRescueRefund(event: RequestEvent) {
  const form = await event.request.formData()
  const bankReference = textOf(form, 'bankReference')
  if (!bankReference) return refuse(400, { code: 'REQUIRED', field: ['bankReference'] })
  const amount = parseAmount(textOf(form, 'amount') ?? '', textOf(form, 'currency') ?? 'EUR')
  if (!amount) return refuse(400, { code: 'REFUND_AMOUNT_INVALID', field: ['amount'] })
  const input = {
    rescueId: textOf(form, 'rescueId') ?? '',
    amount,
    bankReference,
    note: textOf(form, 'note'),
  }
  const answer = await askForAction(event, operation, { input })
  return 'refusal' in answer ? answer.refusal : undefined
}

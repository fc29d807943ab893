import type { RequestEvent } from '@sveltejs/kit'
import { parseAmount } from '#lib/money.ts'
import type { CertificationOutcome } from '#lib/order/order.ts'
import { askForAction, refuse } from '../ask-for-action.ts'
import * as operations from '../operations.ts'
import { textOf } from '../text-of.ts'

const outcomes: readonly CertificationOutcome[] = ['APPROVED', 'REFUSED', 'REFERRAL']

/** Records what the merchant's bank answered. */
export async function certifyPayment(event: RequestEvent<{ code: string }>) {
  const form = await event.request.formData()
  const outcome = outcomes.find((each) => each === form.get('outcome'))
  if (!outcome) return refuse(400, { code: 'REQUIRED', field: ['outcome'] })
  const authorizationNumber = outcome === 'APPROVED' ? textOf(form, 'authorizationNumber') : null
  if (outcome === 'APPROVED' && !authorizationNumber)
    return refuse(400, { code: 'REQUIRED', field: ['authorizationNumber'] })
  const written = outcome === 'APPROVED' ? textOf(form, 'amount') : null
  const amount = written && parseAmount(written, textOf(form, 'currency') ?? 'EUR')
  if (written && !amount) return refuse(400, { code: 'AMOUNT_INVALID', field: ['amount'] })
  const answer = await askForAction(event, operations.certifyPayment, {
    input: {
      orderCode: event.params.code,
      paymentId: textOf(form, 'paymentId') ?? '',
      outcome,
      amount: amount || null,
      authorizationNumber,
      bankReference: textOf(form, 'bankReference'),
      note: textOf(form, 'note'),
    },
  })
  return 'refusal' in answer ? answer.refusal : { outcome }
}

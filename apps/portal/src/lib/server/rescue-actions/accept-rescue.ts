import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import { textOf } from '../text-of.ts'
import { acceptRescue as operation } from '../rescue-operations.ts'

/** Lets the order take the money; the amount is named where it is not the order's total. */
export async function acceptRescue(event: RequestEvent) {
  const form = await event.request.formData()
  const accepted = textOf(form, 'acceptedAmount')
  const input = {
    rescueId: textOf(form, 'rescueId') ?? '',
    acceptedAmount: accepted && /^\d{1,10}$/.test(accepted) ? Number(accepted) : null,
    note: textOf(form, 'note'),
  }
  const answer = await askForAction(event, operation, { input })
  return 'refusal' in answer ? answer.refusal : undefined
}

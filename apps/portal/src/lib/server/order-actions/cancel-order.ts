import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../operations.ts'
import { textOf } from '../text-of.ts'

/** Cancels the order, with the reason that the merchant gives, if any. */
export async function cancelOrder(event: RequestEvent<{ code: string }>) {
  const reason = textOf(await event.request.formData(), 'reason')
  const answer = await askForAction(event, operations.cancelOrder, { orderCode: event.params.code, reason })
  return 'refusal' in answer ? answer.refusal : undefined
}

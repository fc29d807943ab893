import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../operations.ts'
import { textOf } from '../text-of.ts'

/** Records that the order has left, with carrier and tracking page if there are. */
export async function markShipped(event: RequestEvent<{ code: string }>) {
  const form = await event.request.formData()
  const answer = await askForAction(event, operations.markShipped, {
    orderCode: event.params.code,
    carrier: textOf(form, 'carrier'),
    trackingUrl: textOf(form, 'trackingUrl'),
  })
  return 'refusal' in answer ? answer.refusal : undefined
}

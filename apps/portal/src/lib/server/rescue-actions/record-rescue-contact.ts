import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import { textOf } from '../text-of.ts'
import { recordRescueContact as operation } from '../rescue-operations.ts'

/** Notes that the buyer was asked; the money still waits. */
export async function recordRescueContact(event: RequestEvent) {
  const form = await event.request.formData()
  const answer = await askForAction(event, operation, {
    rescueId: textOf(form, 'rescueId') ?? '',
    note: textOf(form, 'note'),
  })
  return 'refusal' in answer ? answer.refusal : undefined
}

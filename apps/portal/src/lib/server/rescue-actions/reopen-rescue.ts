import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import { textOf } from '../text-of.ts'
import { reopenRescue as operation } from '../rescue-operations.ts'

/** Undoes a refund that was recorded by mistake. */
export async function reopenRescue(event: RequestEvent) {
  const form = await event.request.formData()
  const answer = await askForAction(event, operation, {
    rescueId: textOf(form, 'rescueId') ?? '',
    note: textOf(form, 'note'),
  })
  return 'refusal' in answer ? answer.refusal : undefined
}

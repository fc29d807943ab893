import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../card-mail-operations.ts'

/** Makes a usable key compulsory, or no longer. */
export async function setOpenPgpRequired(event: RequestEvent) {
  const required = (await event.request.formData()).get('required') === 'true'
  const answer = await askForAction(event, operations.setOpenPgpRequired, { required })
  return 'refusal' in answer ? answer.refusal : undefined
}

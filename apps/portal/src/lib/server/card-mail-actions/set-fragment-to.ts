import type { RequestEvent } from '@sveltejs/kit'
import { askForAction, refuse } from '../ask-for-action.ts'
import * as operations from '../card-mail-operations.ts'
import { textOf } from '../text-of.ts'

/** Sends the six digits of the next cards to another address. */
export async function setFragmentTo(event: RequestEvent) {
  const email = textOf(await event.request.formData(), 'email')
  if (!email) return refuse(422, { code: 'REQUIRED', field: ['email'] })
  const answer = await askForAction(event, operations.setFragmentTo, { email })
  return 'refusal' in answer ? answer.refusal : { email }
}

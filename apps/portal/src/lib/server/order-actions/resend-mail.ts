import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../operations.ts'
import { textOf } from '../text-of.ts'

/** Sends one mail of the order again. */
export async function resendMail(event: RequestEvent) {
  const mailId = textOf(await event.request.formData(), 'mailId') ?? ''
  const answer = await askForAction(event, operations.resendMail, { mailId })
  return 'refusal' in answer ? answer.refusal : undefined
}

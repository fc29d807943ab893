import type { RequestEvent } from '@sveltejs/kit'
import * as operations from '../account-operations.ts'
import { askForAction } from '../ask-for-action.ts'
import { readOtp } from './read-proof.ts'

/** Turns the second step on with a first code. */
export async function confirmMfa(event: RequestEvent) {
  const form = await event.request.formData()
  const answer = await askForAction(event, operations.confirmMfa, {
    ticket: form.get('ticket')?.toString() ?? '',
    otp: readOtp(form) ?? '',
  })
  return 'refusal' in answer ? answer.refusal : { done: 'mfa-on' as const }
}

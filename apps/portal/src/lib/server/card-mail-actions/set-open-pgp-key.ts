import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../card-mail-operations.ts'

/** Encrypts the shop's card mail to the key whose fingerprint was confirmed. */
export async function setOpenPgpKey(event: RequestEvent) {
  const form = await event.request.formData()
  const armored = String(form.get('armored') ?? '')
  const fingerprint = String(form.get('fingerprint') ?? '')
  const answer = await askForAction(event, operations.setOpenPgpKey, { armored, fingerprint })
  return 'refusal' in answer ? answer.refusal : undefined
}

import type { RequestEvent } from '@sveltejs/kit'
import * as operations from '../account-operations.ts'
import { askWithProof } from './ask-with-proof.ts'
import { readProof } from './read-proof.ts'

/** Changes the member's password, and ends its sessions elsewhere. */
export async function changePassword(event: RequestEvent) {
  const form = await event.request.formData()
  const newPassword = form.get('newPassword')?.toString() ?? ''
  const answer = await askWithProof(event, operations.changePassword, { ...readProof(form), newPassword })
  return 'refusal' in answer ? answer.refusal : { done: 'password' as const }
}

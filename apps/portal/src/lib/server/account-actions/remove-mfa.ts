import type { RequestEvent } from '@sveltejs/kit'
import * as operations from '../account-operations.ts'
import { askWithProof } from './ask-with-proof.ts'
import { readProof } from './read-proof.ts'

/** Signs in by the password alone from now on. */
export async function removeMfa(event: RequestEvent) {
  const proof = readProof(await event.request.formData())
  const answer = await askWithProof(event, operations.removeMfa, proof)
  return 'refusal' in answer ? answer.refusal : { done: 'mfa-off' as const }
}

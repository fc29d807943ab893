import type { RequestEvent } from '@sveltejs/kit'
import { encode } from 'uqr'
import * as operations from '../account-operations.ts'
import { refuse } from '../ask-for-action.ts'
import { askWithProof } from './ask-with-proof.ts'
import { readProof } from './read-proof.ts'

/** A secret for the member's application, as text and as the squares of a QR code; a first code of it turns it on. */
export async function startMfa(event: RequestEvent) {
  const proof = readProof(await event.request.formData())
  const answer = await askWithProof(event, operations.startMfa, proof)
  if ('refusal' in answer) return answer.refusal
  const { secret, uri, ticket } = answer.payload
  if (!secret || !uri || !ticket) return refuse(502, { code: 'INTERNAL_SERVER_ERROR', field: null })
  return { enrolment: { secret, ticket, squares: encode(uri, { ecc: 'M', border: 2 }).data } }
}

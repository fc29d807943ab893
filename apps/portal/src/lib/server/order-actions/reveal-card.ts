import type { RequestEvent } from '@sveltejs/kit'
import { askForAction, refuse } from '../ask-for-action.ts'
import * as operations from '../operations.ts'
import { textOf } from '../text-of.ts'

/**
 * Passes the kept digits through to the one component that asked for them, and keeps nothing. Without script the answer
 * would become a page with the digits in it: refused.
 */
export async function revealCard(event: RequestEvent<{ code: string }>) {
  if (event.request.headers.get('accept')?.includes('text/html'))
    return refuse(400, { code: 'SCRIPT_NEEDED', field: null })
  const form = await event.request.formData()
  const answer = await askForAction(event, operations.revealCard, {
    orderCode: event.params.code,
    paymentId: textOf(form, 'paymentId') ?? '',
  })
  if ('refusal' in answer) return answer.refusal
  return { keptDigits: answer.payload.keptDigits, missingDigits: answer.payload.missingDigits }
}

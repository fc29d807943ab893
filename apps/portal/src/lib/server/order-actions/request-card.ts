import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../operations.ts'

/** Closes the card payment and mails the buyer a link to give a card again. */
export async function requestCard(event: RequestEvent<{ code: string }>) {
  const answer = await askForAction(event, operations.requestCard, { orderCode: event.params.code })
  return 'refusal' in answer ? answer.refusal : undefined
}

import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../card-mail-operations.ts'

/** Takes the shop's key away. */
export async function removeOpenPgpKey(event: RequestEvent) {
  const answer = await askForAction(event, operations.removeOpenPgpKey, {})
  return 'refusal' in answer ? answer.refusal : undefined
}

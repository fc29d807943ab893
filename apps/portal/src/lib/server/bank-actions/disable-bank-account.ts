import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../bank-operations.ts'

/** Offers the bank to no more buyers. */
export async function disableBankAccount(event: RequestEvent<{ id: string }>) {
  const answer = await askForAction(event, operations.disableBankAccount, { id: event.params.id })
  return 'refusal' in answer ? answer.refusal : undefined
}

import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../bank-operations.ts'

/** Offers the bank to buyers. */
export async function enableBankAccount(event: RequestEvent<{ id: string }>) {
  const answer = await askForAction(event, operations.enableBankAccount, { id: event.params.id })
  return 'refusal' in answer ? answer.refusal : undefined
}

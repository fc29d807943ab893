import { redirect, type RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../bank-operations.ts'

/** Takes the bank out of the settings and goes back to the others. */
export async function removeBankAccount(event: RequestEvent<{ shop: string; id: string }>) {
  const answer = await askForAction(event, operations.removeBankAccount, { id: event.params.id })
  return 'refusal' in answer ? answer.refusal : redirect(303, `/${event.params.shop}/settings/banks`)
}

import type { RequestEvent } from '@sveltejs/kit'
import { askForAction } from '../ask-for-action.ts'
import * as operations from '../bank-operations.ts'

/** Sets the order in which buyers are offered the banks. */
export async function sortBankAccounts(event: RequestEvent) {
  const form = await event.request.formData()
  const ids = form.getAll('id').map(String)
  const answer = await askForAction(event, operations.sortBankAccounts, { ids })
  return 'refusal' in answer ? answer.refusal : undefined
}

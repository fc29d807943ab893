import type { RequestEvent } from '@sveltejs/kit'
import { askForAction, refuse } from '../ask-for-action.ts'
import { askForPage } from '../ask-for-page.ts'
import * as operations from '../bank-operations.ts'
import { readBankForm } from './read-bank-form.ts'

/** Changes what the form about the bank says; an empty secret stays as it is. */
export async function changeBankAccount(event: RequestEvent<{ id: string }>) {
  const { id } = event.params
  const { bankProtocols, bankAccount } = await askForPage(event, operations.bank, { id })
  const protocol = bankProtocols.find(({ name }) => name === bankAccount?.protocol)
  if (!protocol) return refuse(404, { code: 'NOT_FOUND', field: null })
  const form = await event.request.formData()
  const forgetEarlierKeys = form.get('forgetEarlierKeys') === 'yes'
  const input = { ...readBankForm(form, protocol), id, forgetEarlierKeys }
  const answer = await askForAction(event, operations.changeBankAccount, { input })
  return 'refusal' in answer ? answer.refusal : undefined
}

import { redirect, type RequestEvent } from '@sveltejs/kit'
import { askForAction, refuse } from '../ask-for-action.ts'
import { askForPage } from '../ask-for-page.ts'
import * as operations from '../bank-operations.ts'
import { readBankForm } from './read-bank-form.ts'

/** Adds the bank and goes on to its page, where it is tried and opened to buyers. */
export async function addBankAccount(event: RequestEvent<{ shop: string; protocol: string }>) {
  const { bankProtocols } = await askForPage(event, operations.bankProtocols, {})
  const protocol = bankProtocols.find(({ name }) => name === event.params.protocol)
  if (!protocol) return refuse(404, { code: 'NOT_FOUND', field: null })
  const input = { ...readBankForm(await event.request.formData(), protocol), protocol: protocol.name }
  const answer = await askForAction(event, operations.addBankAccount, { input })
  if ('refusal' in answer) return answer.refusal
  return redirect(303, `/${event.params.shop}/settings/banks/${answer.payload.bankAccount?.id ?? ''}`)
}

import { redirect } from '@sveltejs/kit'
import type { BankRedirect } from '#lib/bank/bank.ts'
import { askForAction } from '#lib/server/ask-for-action.ts'
import * as operations from '#lib/server/bank-operations.ts'
import type { Actions, PageServerLoad } from './$types'

/** Nothing to see without a trial just begun: back to the bank. */
export const load: PageServerLoad = ({ url, request }) => {
  const back = url.pathname.replace(/\/try$/, '')
  if (request.method === 'GET') redirect(303, back)
  return { back }
}

export const actions: Actions = {
  default: async (event) => {
    const accept = (await event.request.formData()).get('accept') === 'yes'
    const answer = await askForAction(event, operations.tryBankAccount, { id: event.params.id, accept })
    if ('refusal' in answer) return answer.refusal
    const bank: BankRedirect | null = answer.payload.redirect
    if (bank) event.locals.bankOrigin = new URL(bank.url).origin
    return { bank }
  },
}

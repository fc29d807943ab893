import { error } from '@sveltejs/kit'
import { askForPage } from '#lib/server/ask-for-page.ts'
import { addBankAccount } from '#lib/server/bank-actions/add-bank-account.ts'
import * as operations from '#lib/server/bank-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols } = await askForPage(event, operations.bankProtocols, {})
  const protocol = bankProtocols.find(({ name }) => name === event.params.protocol)
  if (!protocol) error(404, 'No such bank', { code: 'NOT_FOUND' })
  return { protocol }
}

export const actions: Actions = { addBankAccount }

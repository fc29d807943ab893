import { askForPage } from '#lib/server/ask-for-page.ts'
import { sortBankAccounts } from '#lib/server/bank-actions/sort-bank-accounts.ts'
import * as operations from '#lib/server/bank-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, bankAccounts } = await askForPage(event, operations.banks, {})
  return { protocols: bankProtocols, accounts: bankAccounts }
}

export const actions: Actions = { sortBankAccounts }

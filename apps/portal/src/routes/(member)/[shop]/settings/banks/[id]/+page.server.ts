import { error } from '@sveltejs/kit'
import { askForPage } from '#lib/server/ask-for-page.ts'
import { changeBankAccount } from '#lib/server/bank-actions/change-bank-account.ts'
import { disableBankAccount } from '#lib/server/bank-actions/disable-bank-account.ts'
import { enableBankAccount } from '#lib/server/bank-actions/enable-bank-account.ts'
import { removeBankAccount } from '#lib/server/bank-actions/remove-bank-account.ts'
import * as operations from '#lib/server/bank-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, bankAccount } = await askForPage(event, operations.bank, { id: event.params.id })
  const protocol = bankProtocols.find(({ name }) => name === bankAccount?.protocol)
  if (!bankAccount || !protocol) error(404, 'No such bank in this shop', { code: 'NOT_FOUND' })
  return { account: bankAccount, protocol, returned: event.url.searchParams.get('returned') }
}

export const actions: Actions = {
  changeBankAccount,
  enableBankAccount,
  disableBankAccount,
  removeBankAccount,
}

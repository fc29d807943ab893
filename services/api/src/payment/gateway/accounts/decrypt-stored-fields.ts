import type { Api } from '../../../app/context.ts'
import { openCredentials } from './gateway-credentials.ts'
import type { BankAccount } from './gateway-account.entity.ts'

/** What is kept of an account's fields; nothing when it was sealed under another BANK_KEY and has to be given again. */
export function openKeptFields(app: Api, account: BankAccount): Record<string, string> {
  try {
    const { shopId, protocol, sealedCredentials } = account
    return openCredentials(app.env.bankKey, shopId, protocol, sealedCredentials)
  } catch (error) {
    app.log.error({ err: error, bank: account.protocol }, 'A bank’s credentials did not open')
    return {}
  }
}

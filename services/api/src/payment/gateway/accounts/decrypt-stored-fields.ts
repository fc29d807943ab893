import type { Api } from '../../../app/context.ts'
import { decryptCredentials } from './gateway-credentials.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'

/** What is kept of an account's fields; nothing when it was sealed under another BANK_KEY and has to be given again. */
export function decryptStoredFields(app: Api, account: GatewayAccount): Record<string, string> {
  try {
    const { shopId, protocol, sealedCredentials } = account
    return decryptCredentials(app.env.bankKey, shopId, protocol, sealedCredentials)
  } catch (error) {
    app.log.error({ err: error, bank: account.protocol }, 'A bank’s credentials did not open')
    return {}
  }
}

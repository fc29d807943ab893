import type { Api } from '../../../app/context.ts'
import { decryptCredentials } from './gateway-credentials.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import type { DecryptedGatewayAccount } from '../bank-protocol.ts'

type Sealed = Pick<
  GatewayAccount,
  'shopId' | 'protocol' | 'environment' | 'paymentUrl' | 'identity' | 'sealedCredentials'
>

/** The account with its keys, for the one call that needs them. @throws when they don't open under this BANK_KEY */
export const decryptGatewayAccount = (app: Api, account: Sealed): DecryptedGatewayAccount =>
  withCredentials(
    account,
    decryptCredentials(app.env.bankKey, account.shopId, account.protocol, account.sealedCredentials),
  )

/** The account with keys that are open already. */
export const withCredentials = (
  account: Sealed,
  credentials: Record<string, string>,
): DecryptedGatewayAccount => ({
  protocol: account.protocol,
  environment: account.environment,
  paymentUrl: account.paymentUrl,
  identity: account.identity,
  credentials,
})

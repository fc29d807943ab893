import type { Api } from '../../../app/context.ts'
import { openCredentials } from './gateway-credentials.ts'
import type { BankAccount } from './gateway-account.entity.ts'
import type { OpenBankAccount } from '../bank-protocol.ts'

type Sealed = Pick<
  BankAccount,
  'shopId' | 'protocol' | 'environment' | 'paymentUrl' | 'identity' | 'sealedCredentials'
>

/** The account with its keys, for the one call that needs them. @throws when they don't open under this BANK_KEY */
export const openBankAccount = (app: Api, account: Sealed): OpenBankAccount =>
  withKeys(
    account,
    openCredentials(app.env.bankKey, account.shopId, account.protocol, account.sealedCredentials),
  )

/** The account with keys that are open already. */
export const withKeys = (account: Sealed, credentials: Record<string, string>): OpenBankAccount => ({
  protocol: account.protocol,
  environment: account.environment,
  paymentUrl: account.paymentUrl,
  identity: account.identity,
  credentials,
})

import type { Api } from '../../context.ts'
import { openCredentials } from './bank-credentials.ts'
import type { BankAccount } from './bank-account.entity.ts'
import type { OpenBankAccount } from './bank.ts'

/** The account with its keys, for the one call that needs them. */
export const openBankAccount = (app: Api, account: BankAccount): OpenBankAccount => ({
  protocol: account.protocol,
  environment: account.environment,
  paymentUrl: account.paymentUrl,
  identity: account.identity,
  credentials: openCredentials(app.env.bankKey, account.shopId, account.protocol, account.sealedCredentials),
})

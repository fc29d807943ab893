import type { BankAccount, BankEnvironment, BankProtocol, BankRedirect } from '#lib/bank/bank.ts'
import { operation, userErrors, type UserErrors } from './operation.ts'

/** What the portal asks of the merchant API about the shop's banks. */

type ById = { id: string }

const protocolFields = `name title brands { name testUrl productionUrl }
  fields { name label hint isSecret isLong neededIn }
  notifyUrl notifyUrlMustBePasted notifyUrlHint returnUrl returnUrlHint tryHint`
const accountFields = `id protocol name environment paymentUrl enabled settingsSetAt triedAt trialAmount { amount currency }
  fields { name isSet value setAt }
  trial { id status amount { amount currency } environment openedAt notifiedAt refusals { receivedAt advice } }`

export const bankProtocols = operation<{ bankProtocols: BankProtocol[] }>(
  `query BankProtocols { bankProtocols { ${protocolFields} } }`,
)

export const banks = operation<{ bankProtocols: BankProtocol[]; bankAccounts: BankAccount[] }>(
  `query Banks { bankProtocols { ${protocolFields} } bankAccounts { ${accountFields} } }`,
)

export const bank = operation<{ bankProtocols: BankProtocol[]; bankAccount: BankAccount | null }, ById>(
  `query Bank($id: ID!) { bankProtocols { ${protocolFields} } bankAccount(id: $id) { ${accountFields} } }`,
)

export interface BankAccountInput {
  name: string
  environment: BankEnvironment
  paymentUrl: string
  fields: { name: string; value: string }[]
}

export const addBankAccount = operation<
  { payload: UserErrors & { bankAccount: { id: string } | null } },
  { input: BankAccountInput & { protocol: string } }
>(`mutation AddBankAccount($input: AddBankAccountInput!) {
  payload: addBankAccount(input: $input) { bankAccount { id } ${userErrors} }
}`)

export const changeBankAccount = operation<
  { payload: UserErrors },
  { input: BankAccountInput & { id: string; forgetEarlierKeys: boolean } }
>(`mutation ChangeBankAccount($input: ChangeBankAccountInput!) {
  payload: changeBankAccount(input: $input) { ${userErrors} }
}`)

export const enableBankAccount = operation<{ payload: UserErrors }, ById>(
  `mutation EnableBankAccount($id: ID!) { payload: enableBankAccount(id: $id) { ${userErrors} } }`,
)

export const disableBankAccount = operation<{ payload: UserErrors }, ById>(
  `mutation DisableBankAccount($id: ID!) { payload: disableBankAccount(id: $id) { ${userErrors} } }`,
)

export const sortBankAccounts = operation<{ payload: UserErrors }, { ids: string[] }>(
  `mutation SortBankAccounts($ids: [ID!]!) { payload: sortBankAccounts(ids: $ids) { ${userErrors} } }`,
)

export const removeBankAccount = operation<{ payload: UserErrors }, ById>(
  `mutation RemoveBankAccount($id: ID!) { payload: removeBankAccount(id: $id) { ${userErrors} } }`,
)

export const tryBankAccount = operation<
  { payload: UserErrors & { redirect: BankRedirect | null } },
  { id: string; accept: boolean }
>(`mutation TryBankAccount($id: ID!, $accept: Boolean!) {
  payload: tryBankAccount(id: $id, acceptRealPayment: $accept) {
    redirect { method url fields { name value } } ${userErrors}
  }
}`)

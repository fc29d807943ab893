import type { BankRedirect, DecryptedGatewayAccount } from '../bank-protocol.ts'

/** The fields, in their order, as a form that is posted to the account's page. */
export const postForm = (
  { paymentUrl }: DecryptedGatewayAccount,
  fields: readonly (readonly [name: string, value: string])[],
): BankRedirect => ({
  method: 'POST',
  url: paymentUrl,
  fields: fields.map(([name, value]) => ({ name, value })),
})

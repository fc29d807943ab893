import type { RequestEvent } from '@sveltejs/kit'
import type { BankRedirect, UserError } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { userErrorFields } from '#lib/server/fragments.ts'

export interface PayByBankInput {
  orderCode: string
  orderToken: string
  bankId: string
  returnUrl: string
  idempotencyKey: string
  abandonOpenAttempt: boolean
}
export interface PayByBankAnswer {
  redirect: BankRedirect | null
  userErrors: UserError[]
}

const document = `mutation PayByBank($input: PayByBankInput!) {
  payByBank(input: $input) { redirect { method url fields { name value } } ${userErrorFields} }
}`

/** Opens a payment at the bank and says what form to send the buyer there with. */
export async function payByBank(event: RequestEvent, input: PayByBankInput): Promise<PayByBankAnswer> {
  return (await callApi<{ payByBank: PayByBankAnswer }>(event, document, { input })).payByBank
}

import type { RequestEvent } from '@sveltejs/kit'
import type { UserError } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { userErrorFields } from '#lib/server/fragments.ts'

const document = `mutation SetCartLine($variantId: ID!, $quantity: Int!) {
  setCartLine(variantId: $variantId, quantity: $quantity) { cart { totalQuantity } ${userErrorFields} }
}`

/** Sets a line's quantity; 0 takes it out. */
export async function setCartLine(
  event: RequestEvent,
  input: { variantId: string; quantity: number },
): Promise<UserError[]> {
  const answer = await callApi<{ setCartLine: { userErrors: UserError[] } }>(event, document, input)
  return answer.setCartLine.userErrors
}

import type { RequestEvent } from '@sveltejs/kit'
import type { UserError } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { userErrorFields } from '#lib/server/fragments.ts'

const document = `mutation AddToCart($variantId: ID!, $quantity: Int!) {
  addToCart(variantId: $variantId, quantity: $quantity) { cart { totalQuantity } ${userErrorFields} }
}`

export async function addToCart(
  event: RequestEvent,
  input: { variantId: string; quantity: number },
): Promise<UserError[]> {
  return (await callApi<{ addToCart: { userErrors: UserError[] } }>(event, document, input)).addToCart
    .userErrors
}

import type { RequestEvent } from '@sveltejs/kit'
import type { Address, UserError } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { userErrorFields } from '#lib/server/fragments.ts'
import { keepOrderToken } from '#lib/server/order-tokens.ts'

export interface PlaceOrderInput {
  idempotencyKey: string
  email: string
  billingAddress: Address
  shippingAddress: Address | null
  shippingMethodId: string | null
  expectedTotal: number | null
  note: string | null
}

interface Answer {
  placeOrder: { order: { code: string; token: string } | null; userErrors: UserError[] }
}

const document = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) { order { code token } ${userErrorFields} }
}`

/** Places the order and keeps its token in this browser's cookie. */
export async function placeOrder(
  event: RequestEvent,
  input: PlaceOrderInput,
): Promise<{ code: string | null; userErrors: UserError[] }> {
  const { order, userErrors } = (await callApi<Answer>(event, document, { input })).placeOrder
  if (order) keepOrderToken(event, order.code, order.token)
  return { code: order?.code ?? null, userErrors }
}

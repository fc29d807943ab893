import type { RequestEvent } from '@sveltejs/kit'
import type { Order } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { orderFields } from '#lib/server/fragments.ts'
import { readOrderToken } from '#lib/server/order-tokens.ts'

const document = `query Order($code: String!, $token: String!) {
  order(code: $code, token: $token) { ${orderFields} }
}`

/** An order that this browser placed, or whose secret is given, with the secret that pays it; null for any other. */
export async function readOrder(
  event: RequestEvent,
  code: string,
  token = readOrderToken(event, code),
): Promise<{ order: Order; token: string } | null> {
  if (!token) return null
  const { order } = await callApi<{ order: Order | null }>(event, document, { code, token })
  return order && { order, token }
}

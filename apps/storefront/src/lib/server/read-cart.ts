import type { RequestEvent } from '@sveltejs/kit'
import { ApiProblem } from '#lib/api/api-problem.ts'
import type { Cart } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'
import { cartFields } from '#lib/server/fragments.ts'

export async function readCart(event: RequestEvent): Promise<Cart> {
  const { cart } = await callApi<{ cart: Cart | null }>(event, `query Cart { cart { ${cartFields} } }`)
  if (!cart) throw new ApiProblem('SERVICE_UNAVAILABLE')
  return cart
}

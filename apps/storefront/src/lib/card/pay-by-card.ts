import type { CardBrand } from '@triclic/card-core'
import { PUBLIC_API_URL } from '$app/env/public'
import { ApiProblem } from '#lib/api/api-problem.ts'
import { readAnswer } from '#lib/api/read-answer.ts'
import type { OrderStatus, UserError } from '#lib/api/types.ts'

export interface PayByCardInput {
  orderCode: string
  orderToken: string
  card: { number: string; expiryMonth: number; expiryYear: number; brand: CardBrand }
  idempotencyKey: string
  abandonOpenAttempt: boolean
}
export interface PayByCardAnswer {
  order: { code: string; status: OrderStatus } | null
  userErrors: UserError[]
}

const document = `mutation PayByCard($input: PayByCardInput!) {
  payByCard(input: $input) { order { code status } userErrors { code message field } }
}`

/** From the buyer's browser straight to the API: the number never passes the shop's own server. Throws ApiProblem. */
export async function payByCard(
  shop: { key: string; language: string },
  input: PayByCardInput,
): Promise<PayByCardAnswer> {
  const headers = {
    'content-type': 'application/json',
    'accept-language': shop.language,
    'x-shop-key': shop.key,
  }
  const body = JSON.stringify({ query: document, variables: { input } })
  const response = await reach(headers, body)
  return (await readAnswer<{ payByCard: PayByCardAnswer }>(response)).payByCard
}

async function reach(headers: Record<string, string>, body: string): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(15_000)
    return await fetch(`${PUBLIC_API_URL}/graphql`, {
      method: 'POST',
      headers,
      body,
      signal,
      credentials: 'omit',
    })
  } catch {
    throw new ApiProblem('SERVICE_UNAVAILABLE')
  }
}

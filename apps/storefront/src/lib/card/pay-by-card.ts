import { print } from '@0no-co/graphql.web'
import type { ResultOf } from 'gql.tada'
import { PUBLIC_API_URL } from '$app/env/public'
import { payByCardMutation, type PayByCardPayload } from '#lib/api/documents/payment.ts'
import { readResponse } from '#lib/api/read-response.ts'
import { RequestError } from '#lib/api/request-error.ts'
import type { PayByCardInput } from '#lib/api/schema.ts'

const timeoutMs = 15_000

/**
 * Sends the card from the buyer's browser straight to the API, so that the number never passes through the shop's
 * server. Throws RequestError.
 */
export async function payByCard(
  shop: { key: string; language: string },
  input: PayByCardInput,
): Promise<PayByCardPayload> {
  const response = await post(shop, JSON.stringify({ query: print(payByCardMutation), variables: { input } }))
  return (await readResponse<ResultOf<typeof payByCardMutation>>(response)).payByCard
}

async function post(shop: { key: string; language: string }, body: string): Promise<Response> {
  try {
    return await fetch(`${PUBLIC_API_URL}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': shop.language,
        'x-shop-key': shop.key,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
      credentials: 'omit',
    })
  } catch (cause) {
    throw new RequestError('SERVICE_UNAVAILABLE', { cause })
  }
}

import { createClient, StorefrontFailure, type PayByCardData } from '@triclic/storefront-client'
import { PUBLIC_API_URL } from '$app/env/public'
import { toRequestError } from '#lib/api/to-request-error.ts'
import type { PayByCardInput } from '#lib/api/schema.ts'
import type { Locale } from '#lib/paraglide/runtime.js'

export type PayByCardPayload = PayByCardData['payByCard']
export type PaidOrder = NonNullable<PayByCardPayload['order']>

/**
 * Sends the card from the buyer's browser straight to the API, so that the number never passes through the shop's
 * server. Repeated once with the same key if the API cannot be reached. Throws RequestError.
 */
export async function payByCard(
  shop: { key: string; language: Locale },
  input: PayByCardInput,
): Promise<PayByCardPayload> {
  const { key: shopKey, language } = shop
  const client = createClient({ url: PUBLIC_API_URL, shopKey, language, timeoutMs: 15_000, retries: 1 })
  try {
    return await client.payByCard({ input })
  } catch (error) {
    throw error instanceof StorefrontFailure ? toRequestError(error) : error
  }
}

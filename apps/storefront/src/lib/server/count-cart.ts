import type { RequestEvent } from '@sveltejs/kit'
import { callApi } from '#lib/server/call-api.ts'

/** How many articles lie in the cart; null when carts don't answer, since the catalog goes on without them. */
export async function countCart(event: RequestEvent): Promise<number | null> {
  const document = 'query CartCount { cart { totalQuantity } }'
  try {
    return (
      (await callApi<{ cart: { totalQuantity: number } | null }>(event, document)).cart?.totalQuantity ?? null
    )
  } catch {
    return null
  }
}

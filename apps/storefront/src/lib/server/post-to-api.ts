import { API_URL } from '$app/env/private'
import { ApiProblem } from '#lib/api/api-problem.ts'
import type { ShopAccess } from '#lib/shop-access.ts'

/** Who asks: the buyer's address counts for limits in place of this server's; no visitor for public facts. */
export interface Asker {
  locale: string
  address: string
  visitorId?: string | null
}

const patienceMs = 8000

/** One GraphQL request in a shop's name. An API out of reach is SERVICE_UNAVAILABLE, as one that says so. */
export async function postToApi(
  access: ShopAccess,
  asker: Asker,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'accept-language': asker.locale,
    'x-shop-key': access.key,
    'x-shop-secret': access.secret,
    'x-buyer-ip': asker.address,
  }
  if (asker.visitorId) headers['x-visitor-id'] = asker.visitorId
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const body = JSON.stringify({ query, variables })
    return await fetch(`${API_URL}/graphql`, { method: 'POST', headers, body, signal })
  } catch {
    throw new ApiProblem('SERVICE_UNAVAILABLE')
  }
}

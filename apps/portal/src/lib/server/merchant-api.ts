import type { RequestEvent } from '@sveltejs/kit'
import { API_URL } from '$app/env/private'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { Operation } from './operation.ts'

/** A refusal of the whole request, by `extensions.code`; what a member can mend comes as `userErrors` instead. */
export class MerchantApiError extends Error {
  override name = 'MerchantApiError'
  constructor(readonly code: string) {
    super(code)
  }
}

const patienceMs = 10_000

/** Asks the merchant API, as the member of this visit and in the shop of the page, if it has one. */
export async function askMerchantApi<Answer, Variables>(
  event: RequestEvent,
  operation: Operation<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const response = await fetch(`${API_URL}/merchant/graphql`, {
    method: 'POST',
    headers: headersOf(event),
    body: JSON.stringify({ query: operation.document, variables }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null)
  return readAnswer<Answer>(response)
}

function headersOf(event: RequestEvent): Headers {
  const headers = new Headers({
    'content-type': 'application/json',
    'accept-language': getLocale(),
  })
  if (event.locals.session) headers.set('authorization', `Bearer ${event.locals.session}`)
  // Behind TLS the API is told whose request this is: it counts sign-ins by address, and believes a portal in its TRUST_PROXY.
  if (event.url.protocol === 'https:') {
    headers.set('x-forwarded-for', event.getClientAddress())
    headers.set('x-forwarded-proto', 'https')
  }
  // Encoded, since an address may hold what no header may; a shop's own name stays as it is.
  if (event.params['shop']) headers.set('x-shop', encodeURIComponent(event.params['shop']))
  return headers
}

async function readAnswer<Answer>(response: Response | null): Promise<Answer> {
  const body = (await response?.json().catch(() => null)) as {
    data?: Answer | null
    errors?: { extensions?: { code?: string } }[]
  } | null
  const code = body?.errors?.[0]?.extensions?.code
  if (code) throw new MerchantApiError(code)
  if (response?.status === 401) throw new MerchantApiError('UNAUTHENTICATED')
  if (!body || (response && response.status >= 502)) throw new MerchantApiError('SERVICE_UNAVAILABLE')
  if (body.errors?.length || !body.data) throw new MerchantApiError('INTERNAL_SERVER_ERROR')
  return body.data
}

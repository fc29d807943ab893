import { print } from '@0no-co/graphql.web'
import type { RequestEvent } from '@sveltejs/kit'
import { currentRequestId, isUnreachable } from '@triclic/telemetry'
import type { TadaDocumentNode } from 'gql.tada'
import { API_URL } from '$app/env/private'
import { readResponse } from '#lib/api/read-response.ts'
import { RequestError } from '#lib/api/request-error.ts'
import { keepVisitor } from '#lib/server/cookies.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

/** On whose behalf the API is called. Rate limits count the buyer's address, not this server's. */
export interface Caller {
  locale: string
  address: string
  visitorId?: string | null
}

/** The `variables` argument: optional if the document requires none. */
type VariableArguments<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

const timeoutMs = 8000

/** Sends one request for the shop and visitor of the current page. Throws RequestError. */
export async function callApi<Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  ...[variables]: VariableArguments<Variables>
): Promise<Result> {
  const { shopConfig, visitorId, locale } = event.locals
  if (!shopConfig) throw new RequestError('SHOP_NOT_FOUND')
  const caller = { locale, visitorId, address: event.getClientAddress() }
  const response = await postToApi(shopConfig, caller, { query: print(document), variables })
  keepVisitor(event, response.headers.get('x-visitor-id'))
  return readResponse<Result>(response)
}

/** The buyer of a request, as a caller without a visitor. */
export const callerOf = ({ locals, getClientAddress }: RequestEvent): Caller => ({
  locale: locals.locale,
  address: getClientAddress(),
})

/** Sends one request without a visitor. Throws RequestError. */
export async function callApiAnonymously<Result, Variables>(
  shop: ShopConfig,
  caller: Caller,
  document: TadaDocumentNode<Result, Variables>,
  ...[variables]: VariableArguments<Variables>
): Promise<Result> {
  return readResponse<Result>(await postToApi(shop, caller, { query: print(document), variables }))
}

/** Order tokens are sent in variables only, never in the document. */
async function postToApi(
  shop: ShopConfig,
  caller: Caller,
  body: { query: string; variables?: unknown },
): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'accept-language': caller.locale,
    'x-shop-key': shop.key,
    'x-shop-secret': shop.secret,
    'x-buyer-ip': caller.address,
  }
  const requestId = currentRequestId()
  if (requestId) headers['x-request-id'] = requestId
  if (caller.visitorId) headers['x-visitor-id'] = caller.visitorId
  try {
    return await fetch(`${API_URL}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (cause) {
    // Anything else is a bug.
    if (!isUnreachable(cause)) throw cause
    throw new RequestError('SERVICE_UNAVAILABLE', { cause })
  }
}

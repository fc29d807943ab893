import { print } from '@0no-co/graphql.web'
import type { RequestEvent } from '@sveltejs/kit'
import {
  createClient,
  StorefrontFailure,
  type ClientOptions,
  type StorefrontClient,
} from '@triclic/storefront-client'
import { currentRequestId, isUnreachable } from '@triclic/telemetry'
import type { TadaDocumentNode } from 'gql.tada'
import { API_URL } from '$app/env/private'
import { RequestError } from '#lib/api/request-error.ts'
import { toRequestError } from '#lib/api/to-request-error.ts'
import type { Locale } from '#lib/paraglide/runtime.js'
import { keepVisitor } from '#lib/server/cookies.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

/** On whose behalf the API is called. Rate limits count the buyer's address, not this server's. */
export interface Caller {
  locale: Locale
  address: string
}

/** The `variables` argument: optional if the document requires none. */
type VariableArguments<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

/** A client for one request of a buyer. It never retries: an error page that can be reloaded is better than a page that takes too long. */
const clientOf = (shop: ShopConfig, caller: Caller, visitor?: ClientOptions['visitor']): StorefrontClient =>
  createClient({
    url: API_URL,
    shopKey: shop.key,
    language: caller.locale,
    server: { secret: shop.secret, buyerAddress: caller.address, requestId: currentRequestId() },
    timeoutMs: 8000,
    retries: 0,
    print,
    ...(visitor && { visitor }),
  })

/**
 * Sends one request for the shop and visitor of the current page. A page that the buyer no longer waits for is not loaded further. Order tokens are sent in
 * variables only, never in the document. Throws RequestError.
 */
export async function callApi<Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  ...[variables]: VariableArguments<Variables>
): Promise<Result> {
  const { shopConfig, locale } = event.locals
  if (!shopConfig) throw new RequestError('SHOP_NOT_FOUND')
  const client = clientOf(
    shopConfig,
    { locale, address: event.getClientAddress() },
    { get: () => event.locals.visitorId, set: (id) => keepVisitor(event, id) },
  )
  const { method, signal } = event.request
  return client
    .request(document, variables, method === 'GET' ? { signal } : {})
    .catch((cause: unknown) => rethrow(cause))
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
  return clientOf(shop, caller)
    .request(document, variables)
    .catch((cause: unknown) => rethrow(cause))
}

function rethrow(error: unknown): never {
  if (!(error instanceof StorefrontFailure)) throw error
  // A request that cannot be sent at all is a bug.
  if (error.code === 'UNREACHABLE' && !isUnreachable(error.cause)) throw error.cause
  throw toRequestError(error)
}

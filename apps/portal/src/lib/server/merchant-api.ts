import { print } from '@0no-co/graphql.web'
import type { RequestEvent } from '@sveltejs/kit'
import { isUnreachable, reportUnexpectedError } from '@triclic/telemetry'
import { API_URL } from '$app/env/private'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import { getLocale } from '#lib/paraglide/runtime.js'
import { log } from './log.ts'

/** The API rejected the whole request; `code` is `extensions.code`. Errors the member can correct come as `userErrors`. */
export class MerchantApiError extends Error {
  override name = 'MerchantApiError'
  constructor(
    readonly code: string,
    /** Seconds to wait before trying again, if the API gave them. */
    readonly retryAfterSeconds?: number,
  ) {
    super(code)
  }
}

const timeoutMs = 10_000

/**
 * Sends a document to the merchant API with the member's session, the page's language and the shop in the page's URL.
 * `inBackground`: a page asks by itself, which does not prolong the session. Throws MerchantApiError.
 */
export async function requestMerchantApi<Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  { inBackground = false }: { inBackground?: boolean } = {},
): Promise<Result> {
  const headers = requestHeaders(event)
  if (inBackground) headers.set('x-background', 'true')
  const response = await fetch(`${API_URL}/merchant/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: queryText(document), variables }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(throwOutageOrBug)
  return readResult<Result>(response)
}

/** Only an API that cannot be reached is an outage; anything else is a bug. */
function throwOutageOrBug(cause: unknown): never {
  if (!isUnreachable(cause)) throw cause
  log.warn({ err: cause }, 'The API is unreachable or too slow')
  throw new MerchantApiError('SERVICE_UNAVAILABLE')
}

const queryTexts = new WeakMap<object, string>()

/** Turns a parsed document into text once and caches the text. */
function queryText(document: Parameters<typeof print>[0]): string {
  const text = queryTexts.get(document) ?? print(document)
  queryTexts.set(document, text)
  return text
}

/** The headers of a request to the API on behalf of the member. */
export function requestHeaders(event: RequestEvent): Headers {
  const headers = new Headers({
    'content-type': 'application/json',
    'accept-language': getLocale(),
    'x-request-id': event.locals.requestId,
  })
  const userAgent = event.request.headers.get('user-agent')
  if (userAgent) headers.set('user-agent', userAgent)
  if (event.locals.session) headers.set('authorization', `Bearer ${event.locals.session}`)
  // The API limits sign-ins by client address; it accepts these headers only from the proxies in its TRUST_PROXY.
  if (event.url.protocol === 'https:') {
    headers.set('x-forwarded-for', event.getClientAddress())
    headers.set('x-forwarded-proto', 'https')
  }
  // Encoded because a URL path may contain characters that a header may not; a valid slug is unchanged.
  if (event.params['shop']) headers.set('x-shop', encodeURIComponent(event.params['shop']))
  return headers
}

interface GraphqlBody<Result> {
  data?: Result | null
  errors?: { extensions?: { code?: string } }[]
}

async function readResult<Result>(response: Response): Promise<Result> {
  const body = await readBody<Result>(response)
  const code = body?.errors?.[0]?.extensions?.code
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || undefined
  if (code) throw new MerchantApiError(code, retryAfterSeconds)
  if (body?.data && !body.errors?.length) return body.data
  const { status } = response
  if (status === 401) throw new MerchantApiError('UNAUTHENTICATED')
  // From a proxy in front of the API.
  if (status === 429) throw new MerchantApiError('RATE_LIMITED', retryAfterSeconds)
  if (status >= 502) throw new MerchantApiError('SERVICE_UNAVAILABLE')
  reportUnexpectedError(log, 'page', new Error("The API's response is not GraphQL"), { status })
  throw new MerchantApiError('INTERNAL_SERVER_ERROR')
}

/** The JSON of a response; null if it is something else. */
async function readBody<Result>(response: Response): Promise<GraphqlBody<Result> | null> {
  try {
    return (await response.json()) as GraphqlBody<Result> | null
  } catch (cause) {
    return cause instanceof SyntaxError ? null : throwOutageOrBug(cause)
  }
}

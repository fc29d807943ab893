import { AsyncLocalStorage } from 'node:async_hooks'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { newRequestId, traceRequest, withRequestId } from '@triclic/telemetry'
import { PUBLIC_API_URL } from '$app/env/public'
import { httpStatusOf, RequestError } from '#lib/api/request-error.ts'
import { readLanguageAddress } from '#lib/language-address.ts'
import { overwriteServerAsyncLocalStorage } from '#lib/paraglide/runtime.js'
import { chooseLocale } from '#lib/server/choose-locale.ts'
import { runtimePolicy } from '#lib/server/content-security-policy.ts'
import { compressResponse } from '#lib/server/compress-response.ts'
import { keepLanguage, readLanguage, readVisitor } from '#lib/server/cookies.ts'
import { describeRequest, log, logFailure } from '#lib/server/log.ts'
import { stylesFirst } from '#lib/server/page-head/styles-first.ts'
import { headTags } from '#lib/server/page-head/head-tags.ts'
import { servedShops } from '#lib/server/served-shops.ts'
import { enterShop, readShop } from '#lib/server/shop.ts'
import { findShopByHost } from '#lib/shop/shop-config.ts'
import { isFontOf, themeOf } from '#lib/theme/themes.ts'

const locales = new AsyncLocalStorage<{ locale?: App.Locals['locale'] }>()
overwriteServerAsyncLocalStorage(locales)

export const handle: Handle = ({ event, resolve }) => {
  const requestId = newRequestId()
  event.locals.requestId = requestId
  const details = () => ({ shop: event.locals.shopConfig?.slug })
  const request = { requestId, method: event.request.method, route: event.route.id, details }
  return traceRequest(log, request, () => respond(event, resolve))
}

async function respond(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  await fillLocals(event)
  const { shopConfig, locale } = event.locals
  if (!shopConfig && event.url.pathname !== '/shops') redirect(302, '/shops')
  redirectToOwnAddress(event)
  const theme = themeOf(shopConfig?.slug)
  const response = await locales.run({ locale }, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        stylesFirst(html)
          .replace('%shop.lang%', locale)
          .replace('%shop.theme%', theme.name)
          .replace('%shop.head%', () => headTags(event)),
      preload: ({ type, path }) => type !== 'asset' && (type !== 'font' || isFontOf(theme, path)),
    }),
  )
  setSecurityHeaders(response, event)
  return compressResponse(response, event)
}

/** In the shop's own language a page has no prefix: there is one address for each language. */
function redirectToOwnAddress({ url, locals }: RequestEvent): void {
  const { language, path } = readLanguageAddress(url.pathname)
  if (language && language === locals.shop?.locale) redirect(301, path + url.search)
}

/** Routes that programs read: no visitor begins there. */
const WITHOUT_VISITOR = new Set(['/robots.txt', '/sitemap.xml', '/sitemaps/[part].xml', '/theme.css'])

async function fillLocals(event: RequestEvent): Promise<void> {
  const shopConfig = findShopByHost(servedShops(), event.url.host)
  const { language } = readLanguageAddress(event.url.pathname)
  // The links of the page have no prefix, and lead on in its language.
  if (language && language !== readLanguage(event)) keepLanguage(event, language)
  const chosen = language ?? readLanguage(event)
  const acceptLanguage = event.request.headers.get('accept-language')
  const locale = chooseLocale(chosen, acceptLanguage, themeOf(shopConfig?.slug).locale)
  Object.assign(event.locals, {
    shopConfig,
    locale,
    shop: null,
    shopError: null,
    bankOrigin: null,
    visitorId: readVisitor(event),
  })
  if (!shopConfig) return
  try {
    if (!event.locals.visitorId && !WITHOUT_VISITOR.has(event.route.id ?? '')) await enterShop(event)
    event.locals.shop = await readShop(shopConfig, { locale, address: event.getClientAddress() })
    event.locals.locale = chooseLocale(chosen, acceptLanguage, event.locals.shop.locale)
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    event.locals.shopError = error
    logFailure('Shop settings unavailable', error, describeRequest(event))
  }
}

function setSecurityHeaders(response: Response, event: RequestEvent): void {
  const policy = response.headers.get('content-security-policy')
  if (policy) {
    const { bankOrigin } = event.locals
    const directives = runtimePolicy({ apiUrl: PUBLIC_API_URL, bankOrigin })
    response.headers.set('content-security-policy', `${policy}; ${directives}`)
  }
  if (!response.headers.get('cache-control')?.startsWith('public'))
    response.headers.set('cache-control', 'private, no-store')
  if (response.status >= 400) response.headers.set('x-robots-tag', 'noindex')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
}

/** Every error page gets the request id, which a buyer can quote. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals
  // SvelteKit's own errors, such as 404, and those thrown with error() have a safe status and message.
  if (kind !== 'unknown') return { requestId }
  return { ...withRequestId(requestId, () => describeError(error, event)), requestId }
}

/** Logs an error and returns what the page shows of it. */
function describeError(error: unknown, event: RequestEvent) {
  // Nobody waits for this page any more, which is why its requests to the API were ended.
  if (event.request.signal.aborted) return { status: 499, message: 'Client Closed Request' }
  if (!(error instanceof RequestError)) {
    logFailure('Unexpected error', error, describeRequest(event))
    return { status: 500, message: 'Internal Error' }
  }
  // Logged when the settings of the shop were read.
  if (error !== event.locals.shopError) logFailure('API request failed', error, describeRequest(event))
  const { code } = error
  // A page's input is its URL, so rejected input means that the page does not exist.
  const status = code === 'BAD_USER_INPUT' ? 404 : httpStatusOf(code)
  return { status, code, message: 'Service error' }
}

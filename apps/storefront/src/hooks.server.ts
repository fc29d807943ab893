import { AsyncLocalStorage } from 'node:async_hooks'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { STOREFRONT_SHOPS } from '$app/env/private'
import { PUBLIC_API_URL } from '$app/env/public'
import { ApiProblem, statusOfProblem } from '#lib/api/api-problem.ts'
import { overwriteServerAsyncLocalStorage } from '#lib/paraglide/runtime.js'
import { chooseLocale } from '#lib/server/choose-locale.ts'
import { enterShop } from '#lib/server/enter-shop.ts'
import { readShop } from '#lib/server/read-shop.ts'
import { securityPolicy } from '#lib/server/security-policy.ts'
import { readVisitor } from '#lib/server/visitor-cookie.ts'
import { shopOfHost } from '#lib/shop-access.ts'
import { themeOf } from '#lib/theme/themes.ts'

const locales = new AsyncLocalStorage<{ locale?: App.Locals['locale'] }>()
overwriteServerAsyncLocalStorage(locales)

export const handle: Handle = async ({ event, resolve }) => {
  await welcome(event)
  const { access, locale } = event.locals
  if (!access && event.url.pathname !== '/shops') redirect(302, '/shops')
  const theme = themeOf(access?.slug).name
  const response = await locales.run({ locale }, () =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%shop.lang%', locale).replace('%shop.theme%', theme),
    }),
  )
  protect(response, event)
  return response
}

async function welcome(event: RequestEvent): Promise<void> {
  const access = shopOfHost(STOREFRONT_SHOPS, event.url.host)
  const chosen = event.cookies.get('language')
  const browser = event.request.headers.get('accept-language')
  const locale = chooseLocale(chosen, browser, themeOf(access?.slug).locale)
  Object.assign(event.locals, { access, locale, shop: null, bankOrigin: null, visitorId: readVisitor(event) })
  if (!access) return
  try {
    if (!event.locals.visitorId) await enterShop(event)
    event.locals.shop = await readShop(access, { locale, address: event.getClientAddress() })
    event.locals.locale = chooseLocale(chosen, browser, event.locals.shop.locale)
  } catch (cause) {
    if (!(cause instanceof ApiProblem)) throw cause
  }
}

function protect(response: Response, event: RequestEvent): void {
  const policy = response.headers.get('content-security-policy')
  const { bankOrigin } = event.locals
  if (policy) {
    const more = securityPolicy({ apiUrl: PUBLIC_API_URL, bankOrigin })
    response.headers.set('content-security-policy', `${policy}; ${more}`)
  }
  response.headers.set('cache-control', 'private, no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
}

export const handleError: HandleServerError = ({ error: cause }) => {
  if (!(cause instanceof ApiProblem)) return {}
  // What a page asks with stands in its address: one that the API can't read leads nowhere.
  const status = cause.code === 'BAD_USER_INPUT' ? 404 : statusOfProblem(cause.code)
  return { status, code: cause.code }
}

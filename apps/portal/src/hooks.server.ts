import { redirect } from '@sveltejs/kit'
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks'
import { newRequestId, reportUnexpectedError, traceRequest, withRequestId } from '@triclic/telemetry'
import { paraglideMiddleware } from '#lib/paraglide/server.js'
import { signInPath } from '#lib/paths.ts'
import { hasLanguageCookie, readSession, setLanguageCookie } from '#lib/server/cookies.ts'
import { redirectToSignIn } from '#lib/server/query-for-page.ts'
import { log } from '#lib/server/log.ts'
import { formActionDirective, requireSecureTransport, withConnection } from '#lib/server/security.ts'

const trace: Handle = ({ event, resolve }) => {
  const requestId = newRequestId()
  event.locals.requestId = requestId
  // The slug in the URL is that of a shop only if the page is shown.
  const details = (status: number) => (status < 300 ? { shop: event.params['shop'] } : {})
  const request = { requestId, method: event.request.method, route: event.route.id, details }
  return traceRequest(log, request, () => Promise.resolve(resolve(event)))
}

const setLanguage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    // The browser reads the cookie too, so it renders the same language as the server.
    if (!hasLanguageCookie(event)) setLanguageCookie(event, locale)
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
  })

const setSecurityHeaders: Handle = async ({ event, resolve }) => {
  event.locals.bankOrigin = null
  event.locals.cardEntryUrl = null
  const response = await resolve(event)
  const { headers } = response
  const policy = headers.get('content-security-policy')
  if (policy)
    headers.set(
      'content-security-policy',
      `${withConnection(policy, event.locals.cardEntryUrl)}; ${formActionDirective(event.locals.bankOrigin)}`,
    )
  // Pictures never change.
  if (event.route.id !== '/(member)/[shop]/media/[...path]') headers.set('cache-control', 'no-store')
  headers.set('x-frame-options', 'DENY')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  if (event.url.protocol === 'https:')
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  return response
}

const requireSession: Handle = ({ event, resolve }) => {
  requireSecureTransport(event)
  event.locals.session = readSession(event)
  if (event.route.id?.startsWith('/(member)') && !event.locals.session) {
    // A form submitted without a session: the session expired while the page was open.
    if (event.request.method !== 'GET') redirectToSignIn(event)
    redirect(303, signInPath({ next: event.url.pathname + event.url.search }))
  }
  return resolve(event)
}

export const handle = sequence(trace, setSecurityHeaders, setLanguage, requireSession)

/** Every error page gets the request id, which a member can quote. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals
  if (kind !== 'unknown') return { requestId }
  withRequestId(requestId, () => reportUnexpectedError(log, 'page', error, { route: event.route.id }))
  return { status: 500, message: 'Internal Error', code: 'INTERNAL_SERVER_ERROR', requestId }
}

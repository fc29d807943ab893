import { redirect } from '@sveltejs/kit'
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks'
import { paraglideMiddleware } from '#lib/paraglide/server.js'
import { signInPath } from '#lib/paths.ts'
import { hasLanguageCookie, readSession, setLanguageCookie } from '#lib/server/cookies.ts'
import { redirectToSignIn } from '#lib/server/query-for-page.ts'
import { formActionDirective, requireSecureTransport } from '#lib/server/security.ts'

const setLanguage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    // The browser reads the cookie too, so it renders the same language as the server.
    if (!hasLanguageCookie(event)) setLanguageCookie(event, locale)
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
  })

const setSecurityHeaders: Handle = async ({ event, resolve }) => {
  event.locals.bankOrigin = null
  const response = await resolve(event)
  const { headers } = response
  const policy = headers.get('content-security-policy')
  if (policy)
    headers.set('content-security-policy', `${policy}; ${formActionDirective(event.locals.bankOrigin)}`)
  headers.set('cache-control', 'no-store')
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

export const handle = sequence(setSecurityHeaders, setLanguage, requireSession)

/** Logs only the error's name and the route: its message may contain input. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return
  const name = error instanceof Error ? error.name : typeof error
  process.stderr.write(
    `${JSON.stringify({ level: 'error', msg: 'Unexpected error', name, route: event.route.id })}\n`,
  )
  return { status: 500, message: 'Internal Error', code: 'INTERNAL_SERVER_ERROR' }
}

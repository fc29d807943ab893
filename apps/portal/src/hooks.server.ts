import { redirect } from '@sveltejs/kit'
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks'
import { languageCookie } from '#lib/language-cookie.ts'
import { paraglideMiddleware } from '#lib/paraglide/server.js'
import { leaveToSignIn } from '#lib/server/ask-for-page.ts'
import { formAction } from '#lib/server/security-policy.ts'
import { demandSecureTransport } from '#lib/server/secure-transport.ts'
import { readSession } from '#lib/server/session.ts'
import { signInPath } from '#lib/sign-in-path.ts'

const speakTheLanguage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    // The browser then resolves to the very language that the server rendered.
    if (!event.cookies.get(languageCookie.name))
      event.cookies.set(languageCookie.name, locale, languageCookie.options(event.url))
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
  })

const keepPrivate: Handle = async ({ event, resolve }) => {
  event.locals.bankOrigin = null
  const response = await resolve(event)
  const policy = response.headers.get('content-security-policy')
  if (policy)
    response.headers.set('content-security-policy', `${policy}; ${formAction(event.locals.bankOrigin)}`)
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  if (event.url.protocol === 'https:')
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  return response
}

const guard: Handle = ({ event, resolve }) => {
  demandSecureTransport(event)
  event.locals.session = readSession(event)
  if (event.route.id?.startsWith('/(member)') && !event.locals.session) {
    // Whoever sends a form was signed in a moment ago.
    if (event.request.method !== 'GET') leaveToSignIn(event)
    redirect(303, signInPath({ next: event.url.pathname + event.url.search }))
  }
  return resolve(event)
}

export const handle = sequence(keepPrivate, speakTheLanguage, guard)

/** What went wrong inside stays inside: one JSON line with its kind and place, and no text that may quote input. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return
  const name = error instanceof Error ? error.name : typeof error
  process.stderr.write(
    `${JSON.stringify({ level: 'error', msg: 'unexpected', name, route: event.route.id })}\n`,
  )
  return { status: 500, message: 'Internal Error', code: 'INTERNAL_SERVER_ERROR' }
}

import { createHash } from 'node:crypto'
import type { Cookies } from '@sveltejs/kit'

interface CookieContext {
  cookies: Cookies
  url: URL
}

const isSecure = (url: URL) => url.protocol === 'https:'

// With the `__Host-` prefix browsers reject the cookie from another host or without Secure.
const sessionCookieName = (url: URL) => (isSecure(url) ? '__Host-triclic_session' : 'triclic_session')
const sessionCookieOptions = (url: URL) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url) }) as const

/** The form of a session token. A browser may send anything, and a header that is passed on may not contain everything. */
const SESSION_TOKEN = /^[\w-]{20,200}$/

/** The session token of the request; null without one. */
export function readSession({ cookies, url }: CookieContext): string | null {
  const token = cookies.get(sessionCookieName(url)) ?? ''
  return SESSION_TOKEN.test(token) ? token : null
}

/** Stores the token until the browser is closed; the API decides when it expires. */
export const createSession = ({ cookies, url }: CookieContext, token: string) =>
  cookies.set(sessionCookieName(url), token, sessionCookieOptions(url))

export const closeSession = ({ cookies, url }: CookieContext) =>
  cookies.delete(sessionCookieName(url), sessionCookieOptions(url))

/** Each member has a cookie of its own, since several may use one browser. Its name does not reveal the email address. */
const deviceCookieName = (url: URL, email: string) => {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 16)
  return `${isSecure(url) ? '__Host-' : ''}triclic_device_${hash}`
}

/** The token that tells the API that this member has signed in on this browser before; null if that is unknown. */
export const readDeviceToken = ({ cookies, url }: CookieContext, email: string) =>
  cookies.get(deviceCookieName(url, email)) ?? null

/** Keeps the token for 400 days, the longest time that browsers allow. */
export const rememberDevice = ({ cookies, url }: CookieContext, email: string, token: string) =>
  cookies.set(deviceCookieName(url, email), token, { ...sessionCookieOptions(url), maxAge: 34_560_000 })

const LANGUAGE_COOKIE = 'triclic_language'

export const hasLanguageCookie = ({ cookies }: CookieContext) => Boolean(cookies.get(LANGUAGE_COOKIE))

/** Stores the language for a year. The browser reads it too, so that it renders the language of the server. */
export const setLanguageCookie = ({ cookies, url }: CookieContext, language: string) =>
  cookies.set(LANGUAGE_COOKIE, language, {
    path: '/',
    httpOnly: false,
    sameSite: 'lax',
    secure: isSecure(url),
    maxAge: 31_536_000,
  })

import type { Cookies } from '@sveltejs/kit'

type Visit = { cookies: Cookies; url: URL }

const overTls = (url: URL) => url.protocol === 'https:'
// `__Host-` makes browsers refuse the cookie from any other host or without Secure.
const cookieName = (url: URL) => (overTls(url) ? '__Host-triclic_session' : 'triclic_session')
const cookieOptions = (url: URL) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: overTls(url) }) as const

export const readSession = ({ cookies, url }: Visit) => cookies.get(cookieName(url)) || null

/** Keeps the token until the browser closes; how long it is good is the API's to say. */
export const openSession = ({ cookies, url }: Visit, token: string) =>
  cookies.set(cookieName(url), token, cookieOptions(url))

export const closeSession = ({ cookies, url }: Visit) => cookies.delete(cookieName(url), cookieOptions(url))

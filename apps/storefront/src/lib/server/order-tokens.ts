import type { RequestEvent } from '@sveltejs/kit'

const prefix = 'order-'
const monthSeconds = 30 * 24 * 3600
const mostKept = 12

/** Order codes name cookies, so only what a cookie name may hold. */
export function isOrderCode(code: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(code)
}

export function readOrderToken(event: RequestEvent, code: string): string | null {
  return isOrderCode(code) ? (event.cookies.get(prefix + code) ?? null) : null
}

/** Codes of the orders that this browser placed and still remembers, latest last. */
export function knownOrderCodes(event: RequestEvent): string[] {
  return event.cookies
    .getAll()
    .filter((cookie) => cookie.name.startsWith(prefix))
    .map((cookie) => cookie.name.slice(prefix.length))
}

/** Keeps an order's secret in a host-only HttpOnly cookie of its own, and lets the oldest beyond a dozen go. */
export function keepOrderToken(event: RequestEvent, code: string, token: string): void {
  for (const old of knownOrderCodes(event).slice(0, -mostKept))
    event.cookies.delete(prefix + old, { path: '/' })
  event.cookies.set(prefix + code, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: monthSeconds,
  })
}

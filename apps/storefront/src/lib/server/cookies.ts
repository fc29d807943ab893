import type { RequestEvent } from '@sveltejs/kit'
import { isOrderCode } from '#lib/order/order-link.ts'

const daySeconds = 24 * 3600

const visitorCookie = 'visitor'
const languageCookie = 'language'
const checkoutKeyCookie = 'checkout-key'
const unpaidOrderCookie = 'open-order'
const orderTokenPrefix = 'order-'
const maxOrderTokens = 12

/** Sets a host-only cookie that scripts cannot read. */
function setCookie(event: RequestEvent, name: string, value: string, days: number, path = '/'): void {
  event.cookies.set(name, value, {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: days * daySeconds,
  })
}

export function readVisitor(event: RequestEvent): string | null {
  return event.cookies.get(visitorCookie) ?? null
}

/** Stores the visitor id issued by the API, if it is new. */
export function keepVisitor(event: RequestEvent, visitorId: string | null): void {
  if (!visitorId || visitorId === event.locals.visitorId) return
  event.locals.visitorId = visitorId
  setCookie(event, visitorCookie, visitorId, 180)
}

export function readLanguage(event: RequestEvent): string | null {
  return event.cookies.get(languageCookie) ?? null
}

export function keepLanguage(event: RequestEvent, language: string): void {
  setCookie(event, languageCookie, language, 365)
}

/** Returns the idempotency key of the current checkout: the same through reloads and retries until it is renewed. */
export function checkoutKey(event: RequestEvent): string {
  return event.cookies.get(checkoutKeyCookie) ?? renewCheckoutKey(event)
}

export function renewCheckoutKey(event: RequestEvent): string {
  const key = crypto.randomUUID()
  setCookie(event, checkoutKeyCookie, key, 1, '/checkout')
  return key
}

/** Remembers the order that still has to be paid, so that every page can link to it. */
export function keepUnpaidOrder(event: RequestEvent, code: string): void {
  setCookie(event, unpaidOrderCookie, code, 30)
}

export function readUnpaidOrder(event: RequestEvent): string | null {
  return event.cookies.get(unpaidOrderCookie) ?? null
}

export function clearUnpaidOrder(event: RequestEvent, code: string): void {
  if (readUnpaidOrder(event) === code) event.cookies.delete(unpaidOrderCookie, { path: '/' })
}

export function readOrderToken(event: RequestEvent, code: string): string | null {
  return isOrderCode(code) ? (event.cookies.get(orderTokenPrefix + code) ?? null) : null
}

/** Codes of the orders that this browser can open, oldest first. */
export function knownOrderCodes(event: RequestEvent): string[] {
  return event.cookies
    .getAll()
    .filter((cookie) => cookie.name.startsWith(orderTokenPrefix))
    .map((cookie) => cookie.name.slice(orderTokenPrefix.length))
}

/** Stores an order's token in a separate cookie and deletes the oldest ones above the limit. */
export function keepOrderToken(event: RequestEvent, code: string, token: string): void {
  for (const oldCode of knownOrderCodes(event).slice(0, -maxOrderTokens))
    event.cookies.delete(orderTokenPrefix + oldCode, { path: '/' })
  setCookie(event, orderTokenPrefix + code, token, 30)
}

import type { RequestEvent } from '@sveltejs/kit'

const name = 'open-order'
const monthSeconds = 30 * 24 * 3600

/** Remembers the code of the order still to be paid, so that every page can lead back to it. */
export function keepOpenOrder(event: RequestEvent, code: string): void {
  const secure = event.url.protocol === 'https:'
  event.cookies.set(name, code, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: monthSeconds })
}

export function readOpenOrder(event: Pick<RequestEvent, 'cookies'>): string | null {
  return event.cookies.get(name) ?? null
}

/** Forgets it once it needs nothing of its buyer any more. */
export function settleOpenOrder(event: RequestEvent, code: string): void {
  if (readOpenOrder(event) === code) event.cookies.delete(name, { path: '/' })
}

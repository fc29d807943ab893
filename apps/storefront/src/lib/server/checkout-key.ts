import type { RequestEvent } from '@sveltejs/kit'

const name = 'checkout-key'
const daySeconds = 24 * 3600

/** The idempotency key of the order being made: the same through reloads and retries, until it succeeds. */
export function checkoutKey(event: RequestEvent): string {
  return event.cookies.get(name) ?? renewCheckoutKey(event)
}

export function renewCheckoutKey(event: RequestEvent): string {
  const key = crypto.randomUUID()
  event.cookies.set(name, key, {
    path: '/checkout',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: daySeconds,
  })
  return key
}

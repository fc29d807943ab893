import type { RequestEvent } from '@sveltejs/kit'

/** Scripts of pages cannot read it. */
export function setCookie({ cookies, url }: RequestEvent, name: string, value: string, days: number): void {
  cookies.set(name, value, { path: '/', maxAge: days * 86_400, secure: url.protocol === 'https:' })
}

const nameOf = (code: string) => `order-${code}`

/** Keeps the secret that opens an order for as long as the buyer may withdraw from it. */
export const keepOrder = (event: RequestEvent, { code, token }: { code: string; token: string }): void =>
  setCookie(event, nameOf(code), token, 60)

/** What opens an order, for inputs of the API; null if this browser cannot. */
export function orderAccess({ cookies }: Pick<RequestEvent, 'cookies'>, code: string) {
  const orderToken = cookies.get(nameOf(code))
  return orderToken ? { orderCode: code, orderToken } : null
}

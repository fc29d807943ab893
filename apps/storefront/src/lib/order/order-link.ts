/**
 * Whether a text can be an order code. Codes are part of cookie names, so they may contain only the characters allowed
 * there.
 */
export function isOrderCode(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text)
}

export interface OrderLink {
  code: string
  token: string
}

/** Parses `#<code>.<token>`, the URL hash of mailed links. Browsers never send a hash to a server. */
export function parseOrderLink(hash: string): OrderLink | null {
  const [, code, token] = /^#([A-Za-z0-9_-]{1,64})\.([^\s]{1,512})$/.exec(hash) ?? []
  return code && token ? { code, token } : null
}

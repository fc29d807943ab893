/** The link of a card request, or to an order, ends in `#<code>.<token>`; null for anything else. */
export function readFragment(hash: string): { code: string; token: string } | null {
  const [, code, token] = /^#([A-Za-z0-9_-]{1,64})\.([^\s]{1,512})$/.exec(hash) ?? []
  return code && token ? { code, token } : null
}

const MAX_LENGTH = 200

/** Hosts of this machine, which browsers treat as secure without TLS. */
const LOCAL_HOST = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/

/** The origin of a website, as browsers send it, or null: https, or http on this machine; no path, query or password. */
export function parseOrigin(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > MAX_LENGTH || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOST.test(url.hostname))
  const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  return isAllowed && isBare && !url.hostname.includes('*') ? url.origin : null
}

/** Whether an origin is that of pages on this machine, as developers have them. */
export const isLocalOrigin = (origin: string): boolean =>
  URL.canParse(origin) && LOCAL_HOST.test(new URL(origin).hostname)

import type { Explorer } from './serve-site.ts'

/** Where the documentation is served on a host. */
export interface SiteSettings {
  host: string
  port: number
  /** The host name under which it is reached, without a port. */
  publicHost: string
  explorer: Explorer | undefined
}

/**
 * Reads the environment of the server of the documentation.
 * @throws Error in one sentence, if a variable is missing or wrong
 */
export function readSiteSettings(env: Record<string, string | undefined>): SiteSettings {
  const { HOST = '127.0.0.1', PORT = '4013', DOCS_HOST, EXPLORER = 'off' } = env
  if (!DOCS_HOST)
    throw new Error('DOCS_HOST is missing: the host name under which the documentation is reached.')
  if (EXPLORER !== 'on' && EXPLORER !== 'off') throw new Error('EXPLORER must be on or off.')
  return {
    host: HOST,
    port: Number(PORT),
    publicHost: DOCS_HOST.replace(/:\d+$/, ''),
    explorer: EXPLORER === 'on' ? readExplorer(env) : undefined,
  }
}

function readExplorer({ PUBLIC_API_URL, EXPLORER_SHOP }: Record<string, string | undefined>): Explorer {
  if (!PUBLIC_API_URL || !EXPLORER_SHOP)
    throw new Error('EXPLORER=on needs PUBLIC_API_URL and EXPLORER_SHOP, {"slug", "key", "origin"}.')
  const { slug, key, origin } = parseShop(EXPLORER_SHOP)
  if (![slug, key, origin].every((value) => typeof value === 'string' && value !== ''))
    throw new Error('EXPLORER_SHOP must be JSON with the texts slug, key and origin.')
  return { api: new URL(PUBLIC_API_URL).origin, shop: { slug, key, origin } as Explorer['shop'] }
}

function parseShop(text: string): Partial<Record<'slug' | 'key' | 'origin', unknown>> {
  try {
    return (JSON.parse(text) as object | null) ?? {}
  } catch {
    return {}
  }
}

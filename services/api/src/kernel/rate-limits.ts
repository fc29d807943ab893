/**
 * Every entry point names one of these limits. A GraphQL request also counts by address, before its body is read. Requests from
 * this machine and from trusted proxies are not limited by address. Operations with a narrower limit of their own (card
 * attempts, cart changes, sign-ins) apply it as well.
 */
export const RATE_LIMITS = {
  /** Many buyers share one address behind a company's or a carrier's gateway. */
  address: { per: 'client address (IPv6: its /64 network)', max: 2000, windowSeconds: 10 },
  /** Buyers whose address a shop's server passes on: counted per shop, so that one shop's server cannot exhaust an address's limit in another shop. */
  shopAndAddress: { per: 'shop and client address', max: 2000, windowSeconds: 10 },
  /** A shop's server, which sends the requests of all of its buyers. */
  shopServer: { per: 'shop', max: 20_000, windowSeconds: 10 },
  /** A portal page asks for a handful of root fields; the portal's server sends those of all members from one address. */
  member: { per: 'member', max: 1000, windowSeconds: 10 },
  /** Requests with one API key, counted where those of a member are. */
  apiKey: { per: 'API key', max: 500, windowSeconds: 10 },
  /** High enough for a bank's retries and a busy shop's few notifications per second. */
  bankServer: { per: 'shop and client address', max: 2000, windowSeconds: 10 },
  /** For the storefront's GraphQL route: `readStorefrontRequest` counts the request, and each root field has a limit of its own. */
  byField: null,
  /** For health checks, which must answer in any case. */
  none: null,
} as const

export type RateLimitName = keyof typeof RATE_LIMITS

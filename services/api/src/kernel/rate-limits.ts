/**
 * Every entry point names one of these limits. Requests from this machine are not limited by address. Operations with a
 * narrower limit of their own (card attempts, cart changes, sign-ins) apply it as well.
 */
export const RATE_LIMITS = {
  /** Many buyers share one address behind a company's or a carrier's gateway. */
  address: { per: 'client address', max: 2000, windowSeconds: 10 },
  /** A portal page asks for a handful of root fields; the portal's server sends those of all members from one address. */
  member: { per: 'member', max: 1000, windowSeconds: 10 },
  /** High enough for a bank's retries and a busy shop's few notifications per second. */
  bankServer: { per: 'shop and client address', max: 2000, windowSeconds: 10 },
  /** For the GraphQL routes: each root field declares a limit of its own. */
  byField: null,
  /** For health checks and static files, which do no work worth limiting. */
  none: null,
} as const

export type RateLimitName = keyof typeof RATE_LIMITS

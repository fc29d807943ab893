import type { ApiEnv } from '../../platform/env.ts'

/** Milliseconds within which a challenge must be answered. The database counts them too. */
export const CHALLENGE_TIMEOUT = 300_000

/** COSE identifiers of the algorithms that the database verifies: ES256, which most authenticators have, and RS256 for older Windows. */
export const ALGORITHMS = [-7, -257]

/** What passkeys are bound to: the host name and the origin of the portal. */
export function relyingPartyOf({ portalUrl }: Pick<ApiEnv, 'portalUrl'>): { id: string; origin: string } {
  const { hostname, origin } = new URL(portalUrl)
  return { id: hostname, origin }
}

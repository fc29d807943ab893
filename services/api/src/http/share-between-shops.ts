import { Turns } from '../platform/turns.ts'

/** Requests of one shop that are handled at the same time, by API. One buyer alone takes half of them at most: see take-turns.ts. */
const AT_ONCE = { storefront: 8, merchant: 4, apiKey: 2, bank: 4 }
const MAX_WAITING = 500

/**
 * Gives each shop a share of the process: the returned function handles a request of a shop in its turn. Requests of one shop wait
 * for each other beyond its share, and never for those of another shop. Call it once the body has been read, so that slow clients
 * keep no turns. A request without a shop waits for no other.
 */
export function shareBetweenShops(
  api: keyof typeof AT_ONCE,
): <T>(shopId: string | undefined, handle: () => Promise<T>) => Promise<T> {
  const turns = new Turns({ atOnce: AT_ONCE[api], maxWaiting: MAX_WAITING, isPaced: true })
  return (shopId, handle) => (shopId === undefined ? handle() : turns.run(shopId, handle))
}

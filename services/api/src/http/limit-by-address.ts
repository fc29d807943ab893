import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { isLoopback } from '../platform/env.ts'
import { RateLimit } from '../platform/rate-limit.ts'

/** Root fields an address may ask for: many buyers share one behind a company's or a carrier's gateway. */
const requests = new RateLimit({ most: 2000, windowSeconds: 10 })

/** Counts a root field for the buyer's address, in this process's memory; this machine's own are not counted. */
export function limitByAddress({ address }: BuyerContext): void {
  if (isLoopback(address.replace(/^::ffff:/, ''))) return
  const retryAfter = requests.count(address, Date.now())
  if (retryAfter > 0)
    throw new RequestError('RATE_LIMITED', 'Too many requests from this address; wait a moment.', {
      retryAfter,
    })
}

import { setTimeout as pause } from 'node:timers/promises'
import { RequestError } from './send-request.ts'

/** With these the outcome is unknown; the same request sent again returns the actual result. */
const TRANSIENT = new Set(['NETWORK', 'SERVICE_UNAVAILABLE'])

const TIMEOUT_MS = 90_000

/** The buyer left without waiting for the response. */
export class GaveUp extends Error {}

/**
 * Repeats a request, as a frontend would, until it is answered.
 * @param attempts after which the buyer leaves
 * @throws GaveUp after that many attempts; non-transient errors immediately; the last transient error after 90 s
 */
export async function retry<T>(work: () => Promise<T>, attempts = Number.POSITIVE_INFINITY): Promise<T> {
  const until = Date.now() + TIMEOUT_MS
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof RequestError) || !TRANSIENT.has(error.code) || Date.now() > until) throw error
      if (attempt >= attempts) throw new GaveUp(error.code)
      await pause(Math.min(100 * attempt, 1_000))
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { NoAnswer } from './ask.ts'

/** What a client does when it was given no answer: the outcome is not known, and asking again tells. */
const PASSING = new Set(['NETWORK', 'SERVICE_UNAVAILABLE'])

const PATIENCE_MS = 90_000

/** Thrown by a buyer who did not wait for the answer. */
export class GaveUp extends Error {}

/**
 * Asks again, as a frontend would, until there is an answer.
 * @param tries after which the buyer goes away
 * @throws GaveUp, or what no fault excuses: any other error, or none of a minute and a half's tries answered
 */
export async function insist<T>(work: () => Promise<T>, tries = Number.POSITIVE_INFINITY): Promise<T> {
  const until = Date.now() + PATIENCE_MS
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NoAnswer) || !PASSING.has(error.code) || Date.now() > until) throw error
      if (tried >= tries) throw new GaveUp(error.code)
      await pause(Math.min(100 * tried, 1_000))
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { NoAnswer } from '../traffic/ask.ts'

/** Asks again, as a buyer would, while the service is away: with the same keys it is done once. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + 40_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isAway = error instanceof NoAnswer && ['NETWORK', 'SERVICE_UNAVAILABLE'].includes(error.code)
      if (!isAway || Date.now() > until) throw error
      await pause(250)
    }
  }
}

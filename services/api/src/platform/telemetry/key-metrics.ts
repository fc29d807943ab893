import { Gauge } from '@triclic/telemetry'
import { dayOf, idsIn } from '../crypto/day-keys.ts'
import type { Logger } from '../log.ts'
import { collectSafely } from './collect-safely.ts'

const DAY_MS = 86_400_000

/** How many days from today on have a key, without a gap: 0 if today's is missing. */
export function daysWithKeys(folder: string, now = new Date()): number {
  const ids = new Set(idsIn(folder))
  let days = 0
  while (ids.has(dayOf(new Date(now.getTime() + days * DAY_MS)))) days++
  return days
}

/** For how long keys have been made in advance, by the names of their folders; read at each scrape. */
export const keyMetrics = (log: Logger, folders: Record<string, string>): Gauge[] => [
  new Gauge({
    name: 'triclic_key_days',
    help: 'Days from today on for which there are keys, without a gap: 1 if there is none for tomorrow.',
    labelNames: ['keys'],
    registers: [],
    async collect() {
      this.reset()
      for (const [keys, folder] of Object.entries(folders)) {
        const days = await collectSafely(log, async () => daysWithKeys(folder))
        if (days !== undefined) this.set({ keys }, days)
      }
    },
  }),
]

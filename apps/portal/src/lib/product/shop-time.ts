import { isDay } from '../time.ts'

// Times that a merchant enters are those of the shop's clock: `2026-12-24T08:00`, as <input type="datetime-local"> writes them.

/** The shop's clock at a time in UTC. */
export function toShopTime(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return format.format(new Date(at)).replace(' ', 'T')
}

/**
 * The time in UTC (RFC 3339) at which the shop's clock shows this; null for text that is no time. Of an hour that the clock shows
 * twice, the first; an hour that it skips counts from the hour before.
 */
export function fromShopTime(text: string, timeZone: string): string | null {
  if (!/^.{10}T\d{2}:\d{2}(:\d{2})?$/.test(text) || !isDay(text.slice(0, 10))) return null
  const asUtc = Date.parse(`${text}Z`)
  if (Number.isNaN(asUtc)) return null
  const day = 86_400_000
  // The offset before and after a change of the clock.
  const candidates = [asUtc - day, asUtc + day].map((near) => asUtc - offsetAt(near, timeZone))
  const shown = candidates.find((at) => at + offsetAt(at, timeZone) === asUtc)
  return new Date(shown ?? candidates[0] ?? asUtc).toISOString()
}

const offsetAt = (at: number, timeZone: string): number =>
  Date.parse(`${toShopTime(new Date(at).toISOString(), timeZone)}Z`) - Math.floor(at / 60_000) * 60_000

import { isDay } from '../time.ts'

/** First and last day: ISO dates in the shop's time zone. */
export interface Period {
  since: string
  until: string
}

/** The period in a page's URL; without one, or with one that is none, the current month. */
export function readPeriod(query: URLSearchParams, now = new Date()): Period {
  const [since = '', until = ''] = [query.get('since') ?? '', query.get('until') ?? '']
  return isDay(since) && isDay(until) && since <= until ? { since, until } : monthOf(now)
}

export const writePeriod = ({ since, until }: Period): string =>
  new URLSearchParams({ since, until }).toString()

/** The month of an instant, UTC. */
export function monthOf(now: Date): Period {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  const dayOf = (date: number) => new Date(date).toISOString().slice(0, 10)
  return { since: dayOf(Date.UTC(year, month, 1)), until: dayOf(Date.UTC(year, month + 1, 0)) }
}

import { isDay } from '../time.ts'
import { ledgerKindTexts } from './labels.ts'
import type { LedgerFilterInput, LedgerKind } from './ledger.documents.ts'

/** The filter of the ledger, as encoded in the page's URL. Days are in the shop's time zone. */
export interface LedgerFilter {
  kind: string
  from: string
  to: string
}

const NAMES = ['kind', 'from', 'to'] as const

export const readLedgerFilter = (query: URLSearchParams): LedgerFilter =>
  Object.fromEntries(NAMES.map((name) => [name, (query.get(name) ?? '').slice(0, 100)])) as Record<
    (typeof NAMES)[number],
    string
  >

/** The parts of the filter that are set, by the name of their parameter. */
export const writeLedgerFilter = (filter: LedgerFilter): Record<string, string> =>
  Object.fromEntries(NAMES.filter((name) => filter[name]).map((name) => [name, filter[name]]))

const isKind = (text: string): text is LedgerKind => Object.hasOwn(ledgerKindTexts, text)

/** The filter as input of the API. What is invalid is left out. */
export const toLedgerFilterInput = ({ kind, from, to }: LedgerFilter): LedgerFilterInput => ({
  ...(isKind(kind) && { kinds: [kind] }),
  ...(isDay(from) && { since: from }),
  ...(isDay(to) && { until: to }),
})

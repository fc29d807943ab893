import { isDay } from '../time.ts'
import type { AuditFilterInput } from './audit-log.documents.ts'

/** The filter of the audit log, as encoded in the page's URL. Days are in the shop's time zone. */
export interface AuditFilter {
  member: string
  action: string
  from: string
  to: string
}

const NAMES = ['member', 'action', 'from', 'to'] as const

export const readAuditFilter = (query: URLSearchParams): AuditFilter =>
  Object.fromEntries(NAMES.map((name) => [name, (query.get(name) ?? '').slice(0, 100)])) as Record<
    (typeof NAMES)[number],
    string
  >

/** The parts of the filter that are set, by the name of their parameter. */
export const writeAuditFilter = (filter: AuditFilter): Record<string, string> =>
  Object.fromEntries(NAMES.filter((name) => filter[name]).map((name) => [name, filter[name]]))

/** The filter as input of the API. Invalid days are left out. */
export const toAuditFilterInput = ({ member, action, from, to }: AuditFilter): AuditFilterInput => ({
  ...(member && { memberId: member }),
  ...(action && { action }),
  ...(isDay(from) && { since: from }),
  ...(isDay(to) && { until: to }),
})

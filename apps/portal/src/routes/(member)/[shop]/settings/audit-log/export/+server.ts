import { timeIn } from '#lib/csv-time.ts'
import { m } from '#lib/paraglide/messages.js'
import { readAuditFilter, toAuditFilterInput } from '#lib/people/audit-filter.ts'
import { auditEntriesQuery } from '#lib/people/audit-log.documents.ts'
import { auditSubject } from '#lib/people/audit-subject.ts'
import { csvResponse } from '#lib/server/csv-response.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const PAGE_SIZE = 500

/** Exports exactly the entries that the page shows with the same filter. */
export const GET: RequestHandler = (event) => {
  const filter = toAuditFilterInput(readAuditFilter(event.url.searchParams))
  return csvResponse(event, {
    file: m.audit_file(),
    headings: [m.audit_when(), m.audit_member(), m.audit_action(), m.audit_subject(), m.audit_address()],
    read: (after) => requestMerchantApi(event, auditEntriesQuery, { filter, first: PAGE_SIZE, after }),
    rowsOf: ({ auditLog }) => auditLog,
    cellsOf: ({ viewer }) => {
      const shop = viewer.memberships.find(({ shop }) => shop.slug === event.params.shop)?.shop
      const toTime = timeIn(shop?.timeZone ?? 'UTC')
      return (entry) => [
        ...[toTime(entry.at), entry.memberName ?? m.audit_system(), entry.actionText],
        ...[auditSubject(entry), entry.address ?? ''],
      ]
    },
  })
}

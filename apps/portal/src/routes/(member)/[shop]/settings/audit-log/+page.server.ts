import { readAuditFilter, toAuditFilterInput } from '#lib/people/audit-filter.ts'
import { auditLogQuery } from '#lib/people/audit-log.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

const PAGE_SIZE = 50

export const load: PageServerLoad = async (event) => {
  const filter = readAuditFilter(event.url.searchParams)
  const cursors = event.url.searchParams.getAll('after')
  const { auditLog, auditActions, auditMembers, layout } = await queryForShopPage(event, auditLogQuery, {
    filter: toAuditFilterInput(filter),
    first: PAGE_SIZE,
    after: cursors.at(-1) ?? null,
  })
  return { ...layout, filter, cursors, auditLog, auditActions, auditMembers, pageSize: PAGE_SIZE }
}

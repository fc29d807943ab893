import { invoicesQuery } from '#lib/invoice/invoice.documents.ts'
import { readPeriod } from '#lib/invoice/period.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

const PAGE_SIZE = 50

export const load: PageServerLoad = async (event) => {
  const period = readPeriod(event.url.searchParams)
  const cursors = event.url.searchParams.getAll('after')
  const { invoices, blockedInvoices, layout } = await queryForShopPage(event, invoicesQuery, {
    filter: period,
    first: PAGE_SIZE,
    after: cursors.at(-1) ?? null,
  })
  return { ...layout, period, cursors, invoices, blocked: blockedInvoices, pageSize: PAGE_SIZE }
}

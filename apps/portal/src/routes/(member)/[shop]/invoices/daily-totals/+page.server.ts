import { dailyTaxTotalsQuery } from '#lib/invoice/invoice.documents.ts'
import { readPeriod } from '#lib/invoice/period.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const period = readPeriod(event.url.searchParams)
  const { dailyTaxTotals, layout } = await queryForShopPage(event, dailyTaxTotalsQuery, { ...period })
  return { ...layout, period, totals: dailyTaxTotals }
}

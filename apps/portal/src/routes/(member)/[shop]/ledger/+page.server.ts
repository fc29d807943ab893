import { readLedgerFilter, toLedgerFilterInput } from '#lib/ledger/ledger-filter.ts'
import { ledgerPeriodTexts } from '#lib/ledger/labels.ts'
import { ledgerQuery, type LedgerPeriod } from '#lib/ledger/ledger.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

const PAGE_SIZE = 50

const isPeriod = (text: string | null): text is LedgerPeriod =>
  text !== null && Object.hasOwn(ledgerPeriodTexts, text)

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams
  const filter = readLedgerFilter(query)
  const cursors = query.getAll('after')
  const requested = query.get('closings')
  const period = isPeriod(requested) ? requested : 'MONTH'
  const { layout, ...data } = await queryForShopPage(event, ledgerQuery, {
    filter: toLedgerFilterInput(filter),
    first: PAGE_SIZE,
    after: cursors.at(-1) ?? null,
    period,
    verify: query.has('verify'),
  })
  return {
    ...layout,
    filter,
    cursors,
    period,
    pageSize: PAGE_SIZE,
    ledger: data.ledger,
    totals: data.ledgerTotals,
    closings: data.ledgerClosings,
    verification: data.ledgerVerification ?? null,
  }
}

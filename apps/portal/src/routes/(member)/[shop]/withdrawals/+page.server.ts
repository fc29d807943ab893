import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { withdrawalsQuery } from '#lib/withdrawal/withdrawal.documents.ts'
import type { PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams
  const settled = query.has('settled')
  const cursors = query.getAll('after')
  const { withdrawals, layout } = await queryForShopPage(event, withdrawalsQuery, {
    open: !settled,
    first: pageSize,
    after: cursors.at(-1) ?? null,
  })
  return { ...layout, settled, cursors, withdrawals, pageSize }
}

import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { ordersQuery } from '#lib/order/order.documents.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readOrderFilter(event.url.searchParams)
  const { shop } = await event.parent()
  const { orders, toCertify } = await queryForPage(event, ordersQuery, {
    filter: toFilterInput(filter, shop.timeZone),
    first: pageSize,
    after: filter.cursors.at(-1) ?? null,
  })
  return { filter, orders, toCertify: toCertify.totalCount, pageSize }
}

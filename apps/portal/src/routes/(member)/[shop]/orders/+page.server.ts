import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { ordersQuery } from '#lib/order/orders.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readOrderFilter(event.url.searchParams)
  const { orders, orderFilterChoices, toCertify, nextOrderToCertify, layout } = await queryForShopPage(
    event,
    ordersQuery,
    {
      filter: toFilterInput(filter),
      first: pageSize,
      after: filter.cursors.at(-1) ?? null,
    },
  )
  return {
    ...layout,
    filter,
    orders,
    choices: orderFilterChoices,
    toCertify,
    oldestToCertify: nextOrderToCertify?.code ?? null,
    pageSize,
  }
}

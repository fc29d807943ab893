import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { askForPage } from '#lib/server/ask-for-page.ts'
import * as operations from '#lib/server/operations.ts'
import type { PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readOrderFilter(event.url.searchParams)
  const { shop } = await event.parent()
  const { orders, toCertify } = await askForPage(event, operations.orders, {
    filter: toFilterInput(filter, shop.timeZone),
    first: pageSize,
    after: filter.trail.at(-1) ?? null,
  })
  return { filter, orders, toCertify: toCertify.totalCount, pageSize }
}

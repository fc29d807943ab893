import { adjustStock } from '#lib/product/adjust-stock-action.ts'
import { readProductFilter, toProductFilterInput } from '#lib/product/product-filter.ts'
import { productsQuery } from '#lib/product/product.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readProductFilter(event.url.searchParams)
  const { products, layout } = await queryForShopPage(event, productsQuery, {
    filter: toProductFilterInput(filter),
    sort: 'NAME',
    first: pageSize,
    after: filter.cursors.at(-1) ?? null,
  })
  return { ...layout, filter, products, pageSize }
}

export const actions: Actions = { adjustStock }

import { error } from '@sveltejs/kit'
import { adjustStock } from '#lib/product/adjust-stock-action.ts'
import { stockHistoryQuery } from '#lib/product/stock.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const cursors = event.url.searchParams.getAll('after')
  const { product, stockHistory, layout } = await queryForShopPage(event, stockHistoryQuery, {
    productId: event.params.id,
    variantId: event.params.variant,
    first: pageSize,
    after: cursors.at(-1) ?? null,
  })
  const variant = product?.variants.find(({ id }) => id === event.params.variant)
  if (!product || !variant) error(404, 'Variant not found', { code: 'NOT_FOUND' })
  return { ...layout, product, variant, stockHistory, cursors, pageSize }
}

export const actions: Actions = { adjustStock }

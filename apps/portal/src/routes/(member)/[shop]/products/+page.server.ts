import { readProductFilter, toProductFilterInput } from '#lib/product/product-filter.ts'
import { deleteProductsMutation, setProductStatusMutation } from '#lib/product/product-actions.documents.ts'
import { productsQuery } from '#lib/product/product.documents.ts'
import { productStatuses } from '#lib/product/labels.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readProductFilter(event.url.searchParams)
  const { products, collections, layout } = await queryForShopPage(event, productsQuery, {
    filter: toProductFilterInput(filter),
    sort: filter.sort,
    first: pageSize,
    after: filter.cursors.at(-1) ?? null,
  })
  return { ...layout, filter, products, collections, pageSize }
}

export const actions: Actions = {
  setStatus: formAction({
    document: setProductStatusMutation,
    variables: (form) => ({
      ids: form.getAll('ids').map(String),
      status: productStatuses.find((status) => status === form.get('status')) ?? 'DRAFT',
    }),
  }),
  delete: formAction({
    document: deleteProductsMutation,
    variables: (form) => ({ ids: form.getAll('ids').map(String) }),
  }),
}

import { getLocale } from '#lib/paraglide/runtime.js'
import { readVariantChanges } from '#lib/product/change-variants-input.ts'
import { readProductFilter, toProductFilterInput } from '#lib/product/product-filter.ts'
import { productsQuery } from '#lib/product/product.documents.ts'
import { changeVariantsMutation } from '#lib/product/stock.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readProductFilter(event.url.searchParams)
  const { products, layout } = await queryForShopPage(event, productsQuery, {
    filter: toProductFilterInput(filter),
    sort: filter.sort,
    first: pageSize,
    after: filter.cursors.at(-1) ?? null,
  })
  return { ...layout, filter, products, pageSize }
}

export const actions: Actions = {
  changeVariants: formAction({
    document: changeVariantsMutation,
    variables: (form) => {
      const { input, errors } = readVariantChanges(form, getLocale())
      if (errors.length) throw new FormError(errors)
      return { input }
    },
    mapError: (error) => ({ ...error, field: error.field?.filter((part) => part !== 'input') ?? null }),
  }),
}

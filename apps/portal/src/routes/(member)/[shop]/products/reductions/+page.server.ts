import { readReductionsForm } from '#lib/reduction/read-reductions-form.ts'
import {
  priceReductionsQuery,
  reducePricesMutation,
  withdrawReductionsMutation,
} from '#lib/reduction/reduction.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const productIds = event.url.searchParams.getAll('ids')
  const { priceReductions, layout } = await queryForShopPage(event, priceReductionsQuery, { productIds })
  return { ...layout, reductions: priceReductions, productIds }
}

export const actions: Actions = {
  reduce: formAction({
    document: reducePricesMutation,
    variables: (form) => ({ input: readReductionsForm(form) }),
    givesBack: (form) => [...form.keys()],
  }),
  withdraw: formAction({
    document: withdrawReductionsMutation,
    variables: (form) => ({
      variantIds: form.getAll('variantIds').map(String),
      restorePrices: form.get('restore') === 'yes',
    }),
  }),
}

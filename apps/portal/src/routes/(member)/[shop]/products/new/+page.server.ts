import { redirect } from '@sveltejs/kit'
import { getLocale } from '#lib/paraglide/runtime.js'
import { createProductMutation, productFormQuery } from '#lib/product/product.documents.ts'
import { readProductForm, toFormError } from '#lib/product/product-input.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

/** `?publish`: the product is published unless another status is chosen, as in the set-up. */
export const load: PageServerLoad = async (event) => {
  const { collections, layout } = await queryForShopPage(event, productFormQuery, {})
  return { ...layout, collections, publishes: event.url.searchParams.has('publish') }
}

export const actions: Actions = {
  create: formAction({
    document: createProductMutation,
    variables: (form) => {
      const { input, errors } = readProductForm(form, { locale: getLocale() })
      if (errors.length) throw new FormError(errors)
      return { input }
    },
    mapError: toFormError,
    onSuccess: ({ product }, { params }) =>
      redirect(303, `/${params.shop}/products/${product?.id ?? ''}?created`),
    givesBack: (form) => [...form.keys()],
  }),
}

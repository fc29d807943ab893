import { error, redirect } from '@sveltejs/kit'
import { getLocale } from '#lib/paraglide/runtime.js'
import { adjustStock } from '#lib/product/adjust-stock-action.ts'
import { deleteProductsMutation, duplicateProductMutation } from '#lib/product/product-actions.documents.ts'
import { changeProductMutation, productQuery } from '#lib/product/product.documents.ts'
import { readProductForm, toFormError } from '#lib/product/product-input.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { product, collections, layout } = await queryForShopPage(event, productQuery, {
    id: event.params.id,
  })
  if (!product) error(404, 'Product not found', { code: 'NOT_FOUND' })
  return { ...layout, product, collections, isNew: event.url.searchParams.has('created') }
}

export const actions: Actions = {
  change: formAction({
    document: changeProductMutation,
    variables: (form, { params }) => {
      const { input, errors } = readProductForm(form, { locale: getLocale() })
      if (errors.length) throw new FormError(errors)
      return { input: { id: params.id, version: textOf(form, 'version'), product: input } }
    },
    mapError: toFormError,
    givesBack: (form) => [...form.keys()],
  }),
  adjustStock,
  duplicate: formAction({
    document: duplicateProductMutation,
    variables: (_form, { params }) => ({ id: params.id }),
    onSuccess: ({ product }, { params }) =>
      redirect(303, `/${params.shop}/products/${product?.id ?? ''}?created`),
  }),
  delete: formAction({
    document: deleteProductsMutation,
    variables: (_form, { params }) => ({ ids: [params.id] }),
    onSuccess: (_payload, { params }) => redirect(303, `/${params.shop}/products`),
  }),
}

import { error, redirect } from '@sveltejs/kit'
import { addToCart } from '#lib/server/cart.ts'
import { readProduct } from '#lib/server/catalog.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const product = await readProduct(event, event.params.slug)
  if (!product) error(404, 'Not found')
  // An earlier slug.
  if (product.slug !== event.params.slug) redirect(308, `/products/${product.slug}`)
  return { product }
}

export const actions = {
  add: async (event) => {
    const form = await event.request.formData()
    const variantId = String(form.get('variantId') ?? '')
    const typedQuantity = Number(form.get('quantity') ?? 1)
    // 0 makes the API reject the quantity with its own message.
    const quantity = Number.isInteger(typedQuantity) ? typedQuantity : 0
    const values = { variantId, quantity, addedQuantity: 0 }
    const { failure } = await submitToApi(event, values, () => addToCart(event, { variantId, quantity }))
    return failure ?? { ...values, ...noErrors, addedQuantity: quantity }
  },
} satisfies Actions

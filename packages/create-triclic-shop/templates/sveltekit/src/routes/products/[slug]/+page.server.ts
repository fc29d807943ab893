import { error, fail, redirect } from '@sveltejs/kit'
import { accepted } from '@triclic/storefront-client'
import { choicesOf, variantOf } from '#lib/choices.js'
import { attempt } from '#lib/server/attempt.ts'
import { texts } from '#lib/texts.js'

export const load = async ({ locals: { client, language }, params }) => {
  const product = await client.product(params)
  if (!product) error(404, texts[language].notFound)
  // The product had another name before.
  if (product.slug !== params.slug) redirect(308, `/products/${product.slug}`)
  return { product }
}

export const actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const t = texts[locals.language]
    return attempt(locals, async () => {
      const product = await locals.client.product(params)
      if (!product) error(404, t.notFound)
      const values = choicesOf(product, '').map((_, index) => String(form.get(`choice${index}`)))
      const variant = variantOf(product, values)
      if (!variant) return fail(400, { messages: [t.noSuchVariant] })
      const quantity = Math.trunc(Number(form.get('quantity')))
      accepted(await locals.client.addToCart({ variantId: variant.id, quantity }))
      return { isAdded: true }
    })
  },
}

import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { variantOf } from '#lib/catalog/choose-variant.ts'
import { withLanguageOf } from '#lib/language-address.ts'
import { exemptionTexts } from '#lib/order/exemption-texts.ts'
import { describeProductPage } from '#lib/server/page-head/describe-product-page.ts'
import { addToCart } from '#lib/server/cart.ts'
import { readProduct } from '#lib/server/catalog.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const product = await readProduct(event, event.params.slug)
  if (!product) error(404, 'Not found')
  // An earlier slug.
  const address = `/products/${product.slug}`
  if (product.slug !== event.params.slug)
    redirect(301, withLanguageOf(event.url.pathname, address) + event.url.search)
  describeProductPage(event, product)
  const { withdrawalExemption } = product
  // Translated here, so that the page need not load the texts of all exemptions.
  return { product, exemptionText: withdrawalExemption && exemptionTexts[withdrawalExemption]() }
}

/** The variant that was chosen, or the one with the chosen value of each option: before the scripts ran, any combination can be sent. */
async function readVariantId(event: RequestEvent, form: FormData): Promise<string | null> {
  const variantId = form.get('variantId')
  if (typeof variantId === 'string') return variantId
  const values = [0, 1, 2].flatMap((place) => form.get(`option.${place}`) ?? []).map(String)
  const product = await readProduct(event, event.params.slug ?? '').catch(() => null)
  if (!product || values.length === 0 || values.length !== product.options.length) return null
  return variantOf(product.variants, values)?.id ?? null
}

export const actions = {
  add: async (event) => {
    const form = await event.request.formData()
    const variantId = (await readVariantId(event, form)) ?? ''
    const typedQuantity = Number(form.get('quantity') ?? 1)
    // 0 makes the API reject the quantity with its own message.
    const quantity = Number.isInteger(typedQuantity) ? typedQuantity : 0
    const values = { variantId, quantity, addedQuantity: 0 }
    const { failure } = await submitToApi(event, values, () => addToCart(event, { variantId, quantity }))
    return failure ?? { ...values, ...noErrors, addedQuantity: quantity }
  },
} satisfies Actions

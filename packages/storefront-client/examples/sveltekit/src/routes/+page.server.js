import { error, fail } from '@sveltejs/kit'
import { StorefrontFailure } from '@triclic/storefront-client'
import { shopClient } from '../server/shop-client.js'

export async function load(event) {
  const client = shopClient(event)
  try {
    const [shop, products, cart] = await Promise.all([client.shop(), client.products(), client.cart()])
    return { shop, products: products.nodes, cart }
  } catch (failure) {
    if (failure instanceof StorefrontFailure) error(503, failure.code)
    throw failure
  }
}

export const actions = {
  async add(event) {
    const form = await event.request.formData()
    const { userErrors } = await shopClient(event).addToCart({ variantId: String(form.get('variantId')) })
    return userErrors.length > 0 ? fail(400, { userErrors }) : { userErrors }
  },
}

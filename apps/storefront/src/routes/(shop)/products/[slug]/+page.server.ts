import { error, fail } from '@sveltejs/kit'
import { statusOfProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode, UserError } from '#lib/api/types.ts'
import { addToCart } from '#lib/server/add-to-cart.ts'
import { problemOf } from '#lib/server/problem-of.ts'
import { readProduct } from '#lib/server/read-product.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const product = await readProduct(event, event.params.slug)
  if (!product) error(404, 'Not found')
  return { product }
}

export const actions = {
  add: async (event) => {
    const form = await event.request.formData()
    const variantId = String(form.get('variantId') ?? '')
    const quantity = Number(form.get('quantity') ?? 1)
    const none: { userErrors: UserError[]; problem: ApiErrorCode | null } = { userErrors: [], problem: null }
    const typed = { ...none, variantId, quantity, added: 0 }
    try {
      // A quantity that is no whole number is for the API to refuse in its own words, which it can't for NaN.
      const userErrors = await addToCart(event, {
        variantId,
        quantity: Number.isInteger(quantity) ? quantity : 0,
      })
      if (userErrors.length > 0) return fail(400, { ...typed, userErrors })
    } catch (cause) {
      const problem = problemOf(cause)
      return fail(statusOfProblem(problem), { ...typed, problem })
    }
    return { ...typed, added: quantity }
  },
} satisfies Actions

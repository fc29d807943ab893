import { fail } from '@sveltejs/kit'
import { statusOfProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode, UserError } from '#lib/api/types.ts'
import { problemOf } from '#lib/server/problem-of.ts'
import { readCart } from '#lib/server/read-cart.ts'
import { setCartLine } from '#lib/server/set-cart-line.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => ({ cart: await readCart(event) })

export const actions = {
  set: async (event) => {
    const form = await event.request.formData()
    const variantId = String(form.get('variantId') ?? '')
    const quantity = Number(form.get('to') ?? form.get('quantity'))
    const none: { userErrors: UserError[]; problem: ApiErrorCode | null } = { userErrors: [], problem: null }
    try {
      const userErrors = await setCartLine(event, {
        variantId,
        quantity: Number.isInteger(quantity) ? quantity : -1,
      })
      if (userErrors.length > 0) return fail(400, { ...none, variantId, userErrors })
    } catch (cause) {
      const problem = problemOf(cause)
      return fail(statusOfProblem(problem), { ...none, variantId, problem })
    }
    return { ...none, variantId }
  },
} satisfies Actions

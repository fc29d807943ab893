import { fail, redirect } from '@sveltejs/kit'
import { isOrderCode } from '#lib/order/order-link.ts'
import { keepOrderToken } from '#lib/server/cookies.ts'
import { readOrder } from '#lib/server/orders.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions } from './$types.js'

export const actions = {
  /** Opens the order of a mailed link: checks its token with the API, then keeps it in a cookie. */
  default: async (event) => {
    const form = await event.request.formData()
    const code = String(form.get('code') ?? '')
    const token = String(form.get('token') ?? '')
    if (!isOrderCode(code) || !/^[\w-]{1,512}$/.test(token)) return fail(400, noErrors)
    const { failure, result } = await submitToApi(event, {}, async () => ({
      order: await readOrder(event, code, token),
      userErrors: [],
    }))
    if (failure) return failure
    if (!result.order) return fail(404, noErrors)
    keepOrderToken(event, code, token)
    redirect(303, `/orders/${code}`)
  },
} satisfies Actions

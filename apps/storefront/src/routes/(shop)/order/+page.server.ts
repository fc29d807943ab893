import { fail, redirect } from '@sveltejs/kit'
import { statusOfProblem } from '#lib/api/api-problem.ts'
import { isOrderCode, keepOrderToken } from '#lib/server/order-tokens.ts'
import { problemOf } from '#lib/server/problem-of.ts'
import { readOrder } from '#lib/server/read-order.ts'
import type { Actions } from './$types.js'

export const actions = {
  /** Keeps the secret of a mail's link for this browser, once the API knows the order by it, and opens the order. */
  default: async (event) => {
    const form = await event.request.formData()
    const [code, token] = [String(form.get('code') ?? ''), String(form.get('token') ?? '')]
    if (!isOrderCode(code) || !/^[\w-]{1,512}$/.test(token)) return fail(400, { problem: null })
    try {
      if (!(await readOrder(event, code, token))) return fail(404, { problem: null })
    } catch (cause) {
      const problem = problemOf(cause)
      return fail(statusOfProblem(problem), { problem })
    }
    keepOrderToken(event, code, token)
    redirect(303, `/orders/${code}`)
  },
} satisfies Actions

import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { statusOfProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode, UserError } from '#lib/api/types.ts'
import { hasCode } from '#lib/api/user-errors.ts'
import { readCheckoutForm, readTyped, type Typed } from '#lib/checkout/read-checkout-form.ts'
import { checkoutKey, renewCheckoutKey } from '#lib/server/checkout-key.ts'
import { keepOpenOrder } from '#lib/server/open-order.ts'
import { placeOrder } from '#lib/server/place-order.ts'
import { problemOf } from '#lib/server/problem-of.ts'
import { quoteDelivery } from '#lib/server/quote-delivery.ts'
import { readCart } from '#lib/server/read-cart.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams.get('country') ?? ''
  const countryCode = /^[A-Z]{2}$/.test(asked) ? asked : (event.locals.shop?.country ?? '')
  const methodId = event.url.searchParams.get('method')
  const [cart, delivery] = await Promise.all([
    readCart(event),
    quoteDelivery(event, { countryCode, methodId }),
  ])
  checkoutKey(event)
  return { cart, delivery }
}

export const actions = {
  default: async (event) => {
    const typed = readTyped(await event.request.formData())
    const code = await tryToPlace(event, typed)
    if (typeof code !== 'string') return code
    redirect(303, `/orders/${code}`)
  },
} satisfies Actions

async function tryToPlace(event: RequestEvent, typed: Typed) {
  const refused: { typed: Typed; userErrors: UserError[]; problem: ApiErrorCode | null } = {
    typed,
    userErrors: [],
    problem: null,
  }
  try {
    const input = { ...readCheckoutForm(typed), idempotencyKey: checkoutKey(event) }
    const { code, userErrors } = await placeOrder(event, input)
    // An order placed needs no more of this key; a key that means another order never will do for this one.
    if (code || hasCode(userErrors, 'IDEMPOTENCY_KEY_REUSED')) renewCheckoutKey(event)
    if (!code) return fail(400, { ...refused, userErrors })
    keepOpenOrder(event, code)
    return code
  } catch (cause) {
    const problem = problemOf(cause)
    return fail(statusOfProblem(problem), { ...refused, problem })
  }
}

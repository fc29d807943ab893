import { fail, redirect } from '@sveltejs/kit'
import type { BankRedirect } from '#lib/api/documents/payment.ts'
import { readOrderToken } from '#lib/server/cookies.ts'
import { payByBank } from '#lib/server/orders.ts'
import { noErrors, submitToApi, type FormErrors } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

const orderPath = (url: URL) => url.pathname.replace(/\/bank$/, '')

/** This page only responds to the POST that starts a payment; any other request is redirected to the order. */
export const load: PageServerLoad = ({ params, request, url }) => {
  if (request.method === 'GET') redirect(303, orderPath(url))
  return { code: params.code, bankPaymentKey: crypto.randomUUID() }
}

interface Outcome extends FormErrors {
  bankId: string
  bank: BankRedirect | null
}

export const actions = {
  default: async (event) => {
    const { code } = event.params
    const orderToken = readOrderToken(event, code)
    if (!orderToken) redirect(303, orderPath(event.url))
    const form = await event.request.formData()
    const bankId = String(form.get('bankId') ?? '')
    const outcome: Outcome = { bankId, bank: null, ...noErrors }
    const { failure, result } = await submitToApi(event, outcome, () =>
      payByBank(event, {
        orderCode: code,
        orderToken,
        bankId,
        returnUrl: `${event.url.origin}/orders/return`,
        idempotencyKey: String(form.get('idempotencyKey') ?? crypto.randomUUID()),
        abandonOpenAttempt: form.get('abandonOpenAttempt') === 'yes',
      }),
    )
    if (failure) return failure
    if (!result.redirect) return fail(400, outcome)
    event.locals.bankOrigin = new URL(result.redirect.url).origin
    return { ...outcome, bank: result.redirect }
  },
} satisfies Actions

import { redirect } from '@sveltejs/kit'
import { isPayable } from '#lib/order/order-status.ts'
import { clearUnpaidOrder, keepUnpaidOrder, readOrderToken, readUnpaidOrder } from '#lib/server/cookies.ts'
import { payManually, readOrder } from '#lib/server/orders.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const { code } = event.params
  const found = await readOrder(event, code)
  if (!found) return { code, order: null, cardToken: null, bankPaymentKey: '', returnedFromBank: false }
  const { order, token } = found
  const payable = isPayable(order.status)
  if (!payable) clearUnpaidOrder(event, code)
  else if (readUnpaidOrder(event) !== code) keepUnpaidOrder(event, code)
  return {
    code,
    order,
    // The page needs the token only to send a card straight to the API.
    cardToken: payable && order.paymentMethods.includes('CARD') ? token : null,
    bankPaymentKey: crypto.randomUUID(),
    returnedFromBank: event.url.searchParams.has('returned'),
  }
}

export const actions = {
  payManually: async (event) => {
    const { code } = event.params
    const orderToken = readOrderToken(event, code)
    if (!orderToken) redirect(303, `/orders/${code}`)
    const form = await event.request.formData()
    const method = form.get('method') === 'CHEQUE' ? 'CHEQUE' : 'TRANSFER'
    const { failure } = await submitToApi(event, noErrors, () =>
      payManually(event, method, {
        orderCode: code,
        orderToken,
        abandonOpenAttempt: form.get('abandonOpenAttempt') === 'yes',
      }),
    )
    if (failure) return failure
    redirect(303, `/orders/${code}#manual-payment`)
  },
} satisfies Actions

import { isPayable } from '#lib/order/order-status.ts'
import { clearUnpaidOrder, keepUnpaidOrder, readUnpaidOrder } from '#lib/server/cookies.ts'
import { readOrder } from '#lib/server/orders.ts'
import type { PageServerLoad } from './$types.js'

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
    cardToken: payable && event.locals.shop?.paymentModes.includes('CARD') ? token : null,
    bankPaymentKey: crypto.randomUUID(),
    returnedFromBank: event.url.searchParams.has('returned'),
  }
}

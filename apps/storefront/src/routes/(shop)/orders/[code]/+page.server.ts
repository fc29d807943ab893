import { isPayable } from '#lib/order/order-steps.ts'
import { keepOpenOrder, readOpenOrder, settleOpenOrder } from '#lib/server/open-order.ts'
import { readOrder } from '#lib/server/read-order.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const { code } = event.params
  const found = await readOrder(event, code)
  if (!found) return { code, order: null, cardToken: null, bankKey: '', returned: false }
  const { order, token } = found
  const payable = isPayable(order.status)
  if (!payable) settleOpenOrder(event, code)
  else if (readOpenOrder(event) !== code) keepOpenOrder(event, code)
  return {
    code,
    order,
    // The page needs the order's secret only to send a card to the API itself.
    cardToken: payable && event.locals.shop?.paymentModes.includes('CARD') ? token : null,
    bankKey: crypto.randomUUID(),
    returned: event.url.searchParams.has('returned'),
  }
}

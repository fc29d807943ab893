import { error } from '@sveltejs/kit'
import { askForPage } from '#lib/server/ask-for-page.ts'
import * as operations from '#lib/server/operations.ts'
import { cancelOrder } from '#lib/server/order-actions/cancel-order.ts'
import { certifyPayment } from '#lib/server/order-actions/certify-payment.ts'
import { markShipped } from '#lib/server/order-actions/mark-shipped.ts'
import { requestCard } from '#lib/server/order-actions/request-card.ts'
import { resendMail } from '#lib/server/order-actions/resend-mail.ts'
import { revealCard } from '#lib/server/order-actions/reveal-card.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { order } = await askForPage(event, operations.order, { code: event.params.code })
  if (!order) error(404, 'No such order in this shop', { code: 'ORDER_NOT_FOUND' })
  return { order }
}

export const actions: Actions = {
  revealCard,
  certifyPayment,
  cancelOrder,
  requestCard,
  resendMail,
  markShipped,
}

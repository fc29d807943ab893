import { quoteEnteredOrderMutation } from '#lib/order/enter-order.documents.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** Deliveries and totals of an order that is not placed yet. The body is the input of `quoteEnteredOrder`, as JSON. */
export const POST: RequestHandler = async (event) => {
  try {
    const input = await event.request.json()
    const { quoteEnteredOrder } = await requestMerchantApi(event, quoteEnteredOrderMutation, { input })
    return Response.json(quoteEnteredOrder)
  } catch (failure) {
    if (failure instanceof SyntaxError) return new Response(null, { status: 400 })
    if (!(failure instanceof MerchantApiError)) throw failure
    return new Response(null, { status: httpStatusOf(failure.code) })
  }
}

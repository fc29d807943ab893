import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { orderChangesQuery } from '#lib/order/orders.documents.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** What is new since the instant `since` in the list of orders, as it is filtered. The page asks by itself: that does not prolong the session. */
export const GET: RequestHandler = async (event) => {
  const query = event.url.searchParams
  const since = new Date(query.get('since') ?? '')
  if (Number.isNaN(since.getTime())) return new Response(null, { status: 400 })
  const filter = toFilterInput({ ...readOrderFilter(query), search: '' })
  const variables = { since: since.toISOString(), filter }
  try {
    const { orderChanges } = await requestMerchantApi(event, orderChangesQuery, variables, {
      inBackground: true,
    })
    return Response.json(orderChanges)
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    return new Response(null, { status: httpStatusOf(failure.code) })
  }
}

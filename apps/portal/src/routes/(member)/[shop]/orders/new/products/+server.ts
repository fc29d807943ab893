import { findVariantsQuery, toFoundVariants } from '#lib/order/enter-order.documents.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** Variants that can be ordered, by words of their product's name or a SKU. */
export const GET: RequestHandler = async (event) => {
  try {
    const search = event.url.searchParams.get('search') ?? ''
    return Response.json(toFoundVariants(await requestMerchantApi(event, findVariantsQuery, { search })))
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    return new Response(null, { status: httpStatusOf(failure.code) })
  }
}

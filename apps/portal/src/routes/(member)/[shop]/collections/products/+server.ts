import { findProductsQuery } from '#lib/collection/collection.documents.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** Products that a member may add to a collection, by words of their names. */
export const GET: RequestHandler = async (event) => {
  try {
    const search = event.url.searchParams.get('search') ?? ''
    const { products } = await requestMerchantApi(event, findProductsQuery, { search })
    return Response.json(products.nodes)
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    return new Response(null, { status: httpStatusOf(failure.code) })
  }
}

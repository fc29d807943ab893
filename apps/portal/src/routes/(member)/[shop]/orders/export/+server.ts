import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** The orders of the list, as it is filtered, as a CSV file; with `codes`, only these. */
export const GET: RequestHandler = (event) => {
  const query = event.url.searchParams
  const codes = query.getAll('codes')
  const filter = JSON.stringify({ ...toFilterInput(readOrderFilter(query)), ...(codes.length && { codes }) })
  return passOnFile(event, `/merchant/exports/orders?filter=${encodeURIComponent(filter)}`)
}

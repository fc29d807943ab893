import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** The orders of the list, as it is filtered, as a CSV file. */
export const GET: RequestHandler = (event) => {
  const filter = JSON.stringify(toFilterInput(readOrderFilter(event.url.searchParams)))
  return passOnFile(event, `/merchant/exports/orders?filter=${encodeURIComponent(filter)}`)
}

import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** The shop's products as a file in the chosen format. */
export const GET: RequestHandler = (event) => {
  const format = event.url.searchParams.get('format') ?? ''
  return passOnFile(event, `/merchant/exports/products?format=${encodeURIComponent(format)}`)
}

import { readPeriod, writePeriod } from '#lib/invoice/period.ts'
import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** The daily totals of a period as a CSV file. */
export const GET: RequestHandler = (event) =>
  passOnFile(event, `/merchant/exports/tax-totals?${writePeriod(readPeriod(event.url.searchParams))}`)

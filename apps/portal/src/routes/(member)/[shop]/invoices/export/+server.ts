import { readPeriod, writePeriod } from '#lib/invoice/period.ts'
import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** The invoices and credit notes of a period, with a journal, as a ZIP archive. */
export const GET: RequestHandler = (event) =>
  passOnFile(event, `/merchant/exports/invoices?${writePeriod(readPeriod(event.url.searchParams))}`)

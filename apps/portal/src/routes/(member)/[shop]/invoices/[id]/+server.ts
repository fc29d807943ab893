import { passOnFile } from '#lib/server/pass-on-file.ts'
import type { RequestHandler } from './$types'

/** An invoice or a credit note as PDF. */
export const GET: RequestHandler = (event) =>
  passOnFile(event, `/merchant/invoices/${encodeURIComponent(event.params.id)}`)

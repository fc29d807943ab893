import { passUpload } from '#lib/server/pass-upload.ts'
import type { RequestHandler } from './$types'

/** Passes an uploaded product file on to the API, as it arrives. */
export const POST: RequestHandler = (event) => {
  const fileName = event.url.searchParams.get('fileName') ?? ''
  return passUpload(event, `/merchant/imports?fileName=${encodeURIComponent(fileName)}`)
}

import { passUpload } from '#lib/server/pass-upload.ts'
import type { RequestHandler } from './$types'

/** Passes a piece of an archive of pictures on to the API, as it arrives. */
export const POST: RequestHandler = (event) => {
  const offset = event.url.searchParams.get('offset') ?? ''
  const id = encodeURIComponent(event.params.id)
  return passUpload(event, `/merchant/imports/${id}/archive?offset=${encodeURIComponent(offset)}`)
}

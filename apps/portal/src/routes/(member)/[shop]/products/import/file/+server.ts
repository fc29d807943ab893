import { passUpload } from '#lib/server/pass-upload.ts'
import type { RequestHandler } from './$types'

/** Passes an uploaded product file on to the API, as it arrives. */
export const POST: RequestHandler = (event) => {
  const { searchParams } = event.url
  const query = new URLSearchParams({ fileName: searchParams.get('fileName') ?? '' })
  const archiveBytes = searchParams.get('archiveBytes')
  if (archiveBytes !== null) query.set('archiveBytes', archiveBytes)
  return passUpload(event, `/merchant/imports?${query}`)
}

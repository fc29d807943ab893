import { passUpload } from '#lib/server/pass-upload.ts'
import type { RequestHandler } from './$types'

/** Passes an uploaded picture on to the API, as it arrives. */
export const POST: RequestHandler = (event) => passUpload(event, '/merchant/media')

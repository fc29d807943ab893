import { previewMailQuery } from '#lib/mail/mail.documents.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** A mail with texts that need not be saved, as a buyer would get it. The body is the input of `previewMail`, as JSON. */
export const POST: RequestHandler = async (event) => {
  try {
    const input = await event.request.json()
    const { previewMail } = await requestMerchantApi(event, previewMailQuery, { input })
    return Response.json(previewMail)
  } catch (failure) {
    if (failure instanceof SyntaxError) return new Response(null, { status: 400 })
    if (!(failure instanceof MerchantApiError)) throw failure
    return new Response(null, { status: httpStatusOf(failure.code) })
  }
}

import { sessionQuery } from '#lib/member/member.documents.ts'
import { closeSession } from '#lib/server/cookies.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

/** Counts as use of the session. Returns whether the session is active. */
export const POST: RequestHandler = async (event) => {
  try {
    if (event.locals.session) await requestMerchantApi(event, sessionQuery, {})
    return Response.json({ active: event.locals.session !== null })
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    if (failure.code !== 'UNAUTHENTICATED') return new Response(null, { status: httpStatusOf(failure.code) })
    closeSession(event)
    return Response.json({ active: false })
  }
}

import type { RequestEvent } from '@sveltejs/kit'
import { httpStatusOf, requestError } from '#lib/user-error.ts'
import { MerchantApiError } from './merchant-api.ts'

/** Answers as JSON what `work` returns, or the error for which the API rejected its request. */
export async function answerErrors(event: RequestEvent, work: () => Promise<object>): Promise<Response> {
  try {
    return Response.json(await work())
  } catch (failure) {
    if (!(failure instanceof MerchantApiError)) throw failure
    const error = requestError(failure.code, event.locals.requestId, failure.retryAfterSeconds)
    return Response.json({ errors: [error] }, { status: httpStatusOf(failure.code) })
  }
}

import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import type { UserError } from '#lib/api/documents/fragments.ts'
import { httpStatusOf, RequestError, type RequestErrorCode } from '#lib/api/request-error.ts'
import { describeRequest, logFailure } from '#lib/server/log.ts'

/** What every form action returns besides its own values. */
export interface FormErrors {
  userErrors: UserError[]
  requestError: RequestErrorCode | null
}

export const noErrors: FormErrors = { userErrors: [], requestError: null }

type Submission<Values, Result> =
  { result: Result; failure: null } | { result: null; failure: ActionFailure<Values & FormErrors> }

/**
 * Runs an API operation for a form action. User errors and request errors, which are logged, become a `failure` that
 * carries `values` back to the page; any other error is thrown.
 */
export async function submitToApi<Values extends object, Result extends { userErrors: UserError[] }>(
  event: RequestEvent,
  values: Values,
  operation: () => Promise<Result>,
): Promise<Submission<Values, Result>> {
  try {
    const result = await operation()
    if (result.userErrors.length === 0) return { result, failure: null }
    const data = { ...values, ...noErrors, userErrors: result.userErrors }
    return { result: null, failure: fail(400, data) }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    logFailure('Form submission failed', error, describeRequest(event))
    const data = { ...values, ...noErrors, requestError: error.code }
    return { result: null, failure: fail(httpStatusOf(error.code), data) }
  }
}

import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import { httpStatusOf, requestError, type UserError } from '#lib/user-error.ts'
import { FormError } from './form-data.ts'
import { MerchantApiError, requestMerchantApi } from './merchant-api.ts'
import { redirectToSignIn } from './query-for-page.ts'

type MutationResult = Record<string, { userErrors: UserError[] }>

interface FormActionOptions<Result, Variables, Event, Output> {
  /** A document with exactly one mutation. */
  document: TadaDocumentNode<Result, Variables>
  /** Reads the form. May throw a FormError. */
  variables: (form: FormData, event: Event) => Variables | Promise<Variables>
  /** What the page receives as `form`, or a redirect. May throw a FormError. */
  onSuccess?: (payload: Result[keyof Result], event: Event, variables: Variables) => Output
  /** Replaces a user error of the API by one that fits the form. */
  mapError?: (error: UserError) => UserError
}

/** The form action that runs one mutation of the merchant API and returns its errors to the form. */
export function formAction<
  Result extends MutationResult,
  Variables,
  Event extends RequestEvent,
  Output = undefined,
>(options: FormActionOptions<Result, Variables, Event, Output>) {
  const { document, onSuccess, mapError = (error) => error } = options
  return async (event: Event): Promise<Output | undefined | ActionFailure<{ errors: UserError[] }>> => {
    try {
      const variables = await options.variables(await event.request.formData(), event)
      const result = await requestMerchantApi(event, document, variables)
      const payload = Object.values(result)[0] as Result[keyof Result]
      if (payload.userErrors.length) throw new FormError(payload.userErrors.map(mapError))
      return onSuccess?.(payload, event, variables)
    } catch (failure) {
      if (failure instanceof FormError) return fail(failure.status, { errors: failure.errors })
      if (!(failure instanceof MerchantApiError)) throw failure
      if (failure.code === 'UNAUTHENTICATED') redirectToSignIn(event)
      return fail(httpStatusOf(failure.code), {
        errors: [requestError(failure.code, event.locals.requestId)],
      })
    }
  }
}

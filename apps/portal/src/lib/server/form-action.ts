import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import { containsCardNumber } from '@triclic/card-core/text'
import type { TadaDocumentNode } from '#lib/graphql/graphql.ts'
import { httpStatusOf, requestError, type Refusal, type UserError } from '#lib/user-error.ts'
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
  /**
   * The fields whose text the form gets back when it is refused, so that nothing has to be typed again. No other field is
   * ever given back: name no password, one-time code, key or part of a card number.
   */
  givesBack?: readonly string[] | ((form: FormData) => readonly string[])
}

/** The form action that runs one mutation of the merchant API and returns its errors to the form. */
export function formAction<
  Result extends MutationResult,
  Variables,
  Event extends RequestEvent,
  Output = undefined,
>(options: FormActionOptions<Result, Variables, Event, Output>) {
  const { document, onSuccess, mapError = (error) => error, givesBack = [] } = options
  return async (event: Event): Promise<Output | undefined | ActionFailure<Refusal>> => {
    const form = await event.request.formData()
    const refuse = (status: number, errors: UserError[]) => {
      const names = typeof givesBack === 'function' ? givesBack(form) : givesBack
      return fail(status, { action: actionName(event.url), errors, typed: textsOf(form, names) })
    }
    try {
      const variables = await options.variables(form, event)
      const result = await requestMerchantApi(event, document, variables)
      const payload = Object.values(result)[0] as Result[keyof Result]
      if (payload.userErrors.length) throw new FormError(payload.userErrors.map(mapError))
      return onSuccess?.(payload, event, variables)
    } catch (failure) {
      if (failure instanceof FormError) return refuse(failure.status, failure.errors)
      if (!(failure instanceof MerchantApiError)) throw failure
      if (failure.code === 'UNAUTHENTICATED') redirectToSignIn(event)
      const error = requestError(failure.code, event.locals.requestId, failure.retryAfterSeconds)
      return refuse(httpStatusOf(failure.code), [error])
    }
  }
}

/** The name of the action that a URL like `/shop/orders?/ship` calls. */
const actionName = ({ searchParams }: URL): string =>
  [...searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1) ?? 'default'

/** The values entered in these fields, except any that contains a card number. Several ticked choices of one field are joined by line breaks. */
function textsOf(form: FormData, names: readonly string[]): Record<string, string> {
  const texts = names.map(
    (name) => [name, form.getAll(name).filter((value) => typeof value === 'string')] as const,
  )
  return Object.fromEntries(
    texts.flatMap(([name, values]) => {
      const text = values.join('\n')
      return values.length > 0 && !containsCardNumber(text) ? [[name, text]] : []
    }),
  )
}

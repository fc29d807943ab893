import { REQUEST_ERRORS, type RequestErrorCode } from '@triclic/error-codes'
import { m } from './paraglide/messages.js'
import { getLocale } from './paraglide/runtime.js'

/** An error that the member can correct. `field` is the path of the input it is about; null for the whole form. */
export interface UserError {
  code: string
  field: string[] | null
  message: string
}

/** What a form action answers to a submission that it refuses. */
export interface Refusal {
  /** The name of the action. */
  action: string
  errors: UserError[]
  /** What was typed into the fields that the action gives back, by name. */
  typed: Record<string, string>
}

const isRequestErrorCode = (code: string): code is RequestErrorCode => code in REQUEST_ERRORS

/** The HTTP status of a request error; 502 for an unknown code. */
export const httpStatusOf = (code: string): number =>
  isRequestErrorCode(code) ? REQUEST_ERRORS[code].status : 502

function requestErrorMessage(code: string, requestId?: string, retryAfterSeconds?: number): string {
  if (code === 'RATE_LIMITED' && retryAfterSeconds)
    return m.error_wait({ duration: durationText(retryAfterSeconds) })
  // In the portal, the cause is nearly always a card number in a text field.
  if (code === 'BAD_USER_INPUT') return m.error_bad_user_input()
  if (isRequestErrorCode(code)) return REQUEST_ERRORS[code][getLocale()]
  return requestId ? `${m.error_unexpected()} ${m.error_page_reference()} ${requestId}` : m.error_unexpected()
}

/** Seconds in words, as minutes from a minute on: `30 seconds`, `2 minutes`. */
function durationText(seconds: number): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/**
 * The user error for a request that failed as a whole, in the language of the page. An unexpected error is shown with the
 * request id under which it is found in the log.
 */
export const requestError = (code: string, requestId?: string, retryAfterSeconds?: number): UserError => ({
  code,
  field: null,
  message: requestErrorMessage(code, requestId, retryAfterSeconds),
})

/** The user error for a form submission that ended with an error; without an answer of the portal, that is an outage. */
export function errorOfFailure(error: unknown): UserError {
  const { code = 'SERVICE_UNAVAILABLE', requestId } = (error ?? {}) as Partial<App.Error>
  return requestError(code, requestId)
}

/** The message of the first error of a field. */
export const fieldError = (errors: readonly UserError[], field: string): string | undefined =>
  errors.find((error) => error.field?.at(-1) === field)?.message

/** Whether the member has to enter the password again first. */
export const isReauthenticationRequired = ({ code }: UserError): boolean =>
  code === 'REAUTHENTICATION_REQUIRED'

/** The errors that belong to none of the given fields. */
export const otherErrors = (errors: readonly UserError[], fields: readonly string[]) =>
  errors.filter((error) => !fields.includes(error.field?.at(-1) ?? ''))

/** The errors of a refused submission, except of one whose form is on the page and shows them itself. */
export const errorsOutside = (
  refusal: Partial<Refusal> | null | undefined,
  shownActions: readonly string[],
): UserError[] => (shownActions.includes(refusal?.action ?? '') ? [] : (refusal?.errors ?? []))

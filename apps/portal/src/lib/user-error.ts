import { m } from './paraglide/messages.js'

/** An error that the member can correct. `field` is the path of the input it is about; null for the whole form. */
export interface UserError {
  code: string
  field: string[] | null
  message: string
}

const requestErrorTexts: Record<string, () => string> = {
  FORBIDDEN: m.error_forbidden,
  RATE_LIMITED: m.error_rate_limited,
  BAD_USER_INPUT: m.error_bad_user_input,
  INSECURE_TRANSPORT: m.error_insecure_transport,
  SERVICE_UNAVAILABLE: m.error_service_unavailable,
}

/** The user error for a request that failed as a whole, in the language of the page. */
export const requestError = (code: string): UserError => ({
  code,
  field: null,
  message: (requestErrorTexts[code] ?? m.error_unexpected)(),
})

/** The message of the first error of a field. */
export const fieldError = (errors: readonly UserError[], field: string): string | undefined =>
  errors.find((error) => error.field?.at(-1) === field)?.message

/** The errors that belong to none of the given fields. */
export const otherErrors = (errors: readonly UserError[], fields: readonly string[]) =>
  errors.filter((error) => !fields.includes(error.field?.at(-1) ?? ''))

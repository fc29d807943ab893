import { errorMessage } from '@triclic/error-codes'
import type { Language, UserError } from './errors.ts'
import type { MerchantUserError, StorefrontUserError } from './user-error.type.ts'

/** User errors as both APIs return them, in the language of the request. */
export const toUserErrors = <E extends StorefrontUserError | MerchantUserError>(
  userErrors: readonly UserError[],
  language: Language,
): E[] =>
  userErrors.map(({ code, field, message }) => ({
    code,
    message: message?.[language] ?? errorMessage(code, language),
    field: field ?? null,
  })) as E[]

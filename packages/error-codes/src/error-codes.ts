import { REQUEST_ERRORS, type RequestErrorCode } from './request-errors.ts'
import { USER_ERRORS } from './user-errors.ts'

export type Language = 'en' | 'fr'

/** Which API can return a code. */
export type Audience = 'storefront' | 'merchant'

type Table = typeof USER_ERRORS
type CodeFor<A extends Audience> = {
  [C in keyof Table]: A extends Table[C]['audience'][number] ? C : never
}[keyof Table]

/** A code of `userErrors`: something that the person using the API's client can correct. */
export type UserErrorCode = keyof Table
export type StorefrontErrorCode = CodeFor<'storefront'>
export type MerchantErrorCode = CodeFor<'merchant'>
export type ErrorCode = UserErrorCode | RequestErrorCode

const codesFor = <A extends Audience>(audience: A): CodeFor<A>[] =>
  (Object.keys(USER_ERRORS) as UserErrorCode[]).filter((code): code is CodeFor<A> =>
    (USER_ERRORS[code].audience as readonly Audience[]).includes(audience),
  )

/** The values of the storefront API's `UserErrorCode`. */
export const STOREFRONT_ERROR_CODES: readonly StorefrontErrorCode[] = codesFor('storefront')

/** The values of the merchant API's `MerchantUserErrorCode`. */
export const MERCHANT_ERROR_CODES: readonly MerchantErrorCode[] = codesFor('merchant')

/** One sentence that says what is wrong and what to do next. */
export function errorMessage(code: ErrorCode, language: Language): string {
  const { [language]: message } =
    code in REQUEST_ERRORS ? REQUEST_ERRORS[code as RequestErrorCode] : USER_ERRORS[code as UserErrorCode]
  return message
}

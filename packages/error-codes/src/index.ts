export { REQUEST_ERRORS, type RequestErrorCode } from './request-errors.ts'
export {
  errorMessage,
  MERCHANT_ERROR_CODES,
  STOREFRONT_ERROR_CODES,
  type ErrorCode,
  type Language,
  type MerchantErrorCode,
  type StorefrontErrorCode,
  type UserErrorCode,
} from './error-codes.ts'
export type { DeveloperNote } from './developer-note.ts'
export { DEVELOPER_NOTES } from './developer-notes.ts'
export { USER_ERRORS } from './user-errors.ts'

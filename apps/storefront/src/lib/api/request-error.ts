import type { RequestErrorCode as ApiErrorCode } from '@triclic/error-codes'

/** `extensions.code` of a GraphQL request that the API rejected as a whole. */
export type RequestErrorCode =
  Exclude<ApiErrorCode, 'UNAUTHENTICATED' | 'FORBIDDEN' | `API_KEY_${string}`> | 'INTERNAL_SERVER_ERROR'

/** The API rejected the whole request, or could not be reached (SERVICE_UNAVAILABLE). */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: RequestErrorCode

  constructor(code: RequestErrorCode, { cause }: { cause?: unknown } = {}) {
    super(`API request failed: ${code}`, { cause })
    this.code = code
  }
}

/** HTTP status of a page or form response when the API returned this code. */
export function httpStatusOf(code: RequestErrorCode): number {
  if (code === 'RATE_LIMITED') return 429
  if (code === 'SERVICE_UNAVAILABLE' || code === 'SHOP_CLOSED') return 503
  if (code === 'BAD_USER_INPUT') return 400
  return 502
}

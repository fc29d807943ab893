import type { ApiErrorCode } from '#lib/api/types.ts'

/** What the API refused as a whole, or that it could not be reached (SERVICE_UNAVAILABLE). */
export class ApiProblem extends Error {
  readonly code: ApiErrorCode
  readonly retryAfterSeconds: number | null

  constructor(code: ApiErrorCode, retryAfterSeconds: number | null = null) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** HTTP status a page answers with when the API gave this code. */
export function statusOfProblem(code: ApiErrorCode): number {
  if (code === 'RATE_LIMITED') return 429
  if (code === 'SERVICE_UNAVAILABLE') return 503
  if (code === 'BAD_USER_INPUT') return 400
  return 502
}

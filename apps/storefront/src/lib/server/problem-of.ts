import { ApiProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode } from '#lib/api/types.ts'

/** The code of an API that refused the whole request; anything else is thrown on. */
export function problemOf(cause: unknown): ApiErrorCode {
  if (cause instanceof ApiProblem) return cause.code
  throw cause
}

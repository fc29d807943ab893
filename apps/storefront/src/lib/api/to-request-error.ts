import type { StorefrontFailure } from '@triclic/storefront-client'
import { RequestError, type RequestErrorCode } from './request-error.ts'

/** What the pages say of a request that failed: an answer of no GraphQL API is judged by its status. */
export function toRequestError(failure: StorefrontFailure): RequestError {
  return new RequestError(codeOf(failure), { cause: failure })
}

function codeOf({ code, status }: StorefrontFailure): RequestErrorCode {
  if (code === 'UNREACHABLE') return 'SERVICE_UNAVAILABLE'
  if (code !== 'BAD_ANSWER') return code as RequestErrorCode
  if (status === 429) return 'RATE_LIMITED'
  // That of a proxy in front of an API that does not answer.
  return status !== null && status >= 502 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR'
}

import type { ApiErrorCode } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the buyer can do about an API that refused the whole request. */
export function problemMessage(code: ApiErrorCode | undefined): string {
  if (code === 'SERVICE_UNAVAILABLE') return m.problem_unavailable()
  if (code === 'RATE_LIMITED') return m.problem_rate_limited()
  return m.problem_unknown()
}

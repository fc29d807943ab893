import { m } from '#lib/paraglide/messages.js'
import type { RequestErrorCode } from './request-error.ts'

const messages: Record<RequestErrorCode, () => string> = {
  SERVICE_UNAVAILABLE: m.request_error_unavailable,
  RATE_LIMITED: m.request_error_rate_limited,
  SHOP_NOT_FOUND: m.request_error_unknown,
  SHOP_CLOSED: m.request_error_shop_closed,
  FORBIDDEN_ORIGIN: m.request_error_unknown,
  BAD_USER_INPUT: m.request_error_unknown,
  DOCUMENT_NOT_REGISTERED: m.request_error_unknown,
  QUERY_TOO_COMPLEX: m.request_error_unknown,
  INSECURE_TRANSPORT: m.request_error_unknown,
  INTERNAL_SERVER_ERROR: m.request_error_unknown,
}

/** Tells the buyer what to do after a failed request. */
export function requestErrorMessage(code: RequestErrorCode | undefined): string {
  return (code ? messages[code] : m.request_error_unknown)()
}

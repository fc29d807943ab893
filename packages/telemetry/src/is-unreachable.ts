/** Errors of sockets and of `fetch` that mean: the other process cannot be reached, or does not answer in time. */
const CODES =
  /^(ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|UND_ERR_(CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT|SOCKET)$)/
const NAMES = new Set(['TimeoutError', 'AbortError'])

/**
 * Whether an error, or one of its causes, means that another process is unreachable or too slow, so that the same request may
 * succeed later. `fetch` reports both an outage and a malformed header as a TypeError; only the former has such a cause.
 */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if ((typeof code === 'string' && CODES.test(code)) || NAMES.has(error.name)) return true
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isUnreachable)
  return isUnreachable(error.cause)
}

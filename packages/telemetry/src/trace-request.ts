import type { Logger } from './log.ts'
import { observeRequest } from './observe-request.ts'
import { withRequestId } from './request-id.ts'

/** The part of an incoming request that is logged. */
interface TracedRequest {
  requestId: string
  method: string
  /** The pattern of the route, never the URL; null if no route matched. */
  route: string | null
  /** Further identifiers for the log, once the status of the response is known. */
  details?: (status: number) => Record<string, unknown>
}

/**
 * Answers a request of an app: everything it logs carries the request id, the response has it as `x-request-id`, and one line
 * is logged at the end.
 * @param respond may throw a redirect or an error with a `status`, which SvelteKit turns into a response
 */
export const traceRequest = (
  log: Logger,
  { requestId, method, route, details }: TracedRequest,
  respond: () => Promise<Response>,
): Promise<Response> =>
  withRequestId(requestId, async () => {
    const startedAt = performance.now()
    const finish = (status: number) =>
      observeRequest(log, { method, route, status, startedAt, ...(details && { details: details(status) }) })
    try {
      const response = await respond()
      response.headers.set('x-request-id', requestId)
      finish(response.status)
      return response
    } catch (thrown) {
      finish((thrown as { status?: number } | null)?.status ?? 500)
      throw thrown
    }
  })

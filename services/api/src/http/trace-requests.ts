import { newRequestId, observeRequest, parseRequestId, withRequestId } from '@triclic/telemetry'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Api } from '../app/context.ts'
import type { OperationSummary } from './describe-operation.ts'

/** What the log line of a request says about it. */
export interface RequestTrace {
  requestId: string
  /** From performance.now(). */
  startedAt: number
  /** Set once a GraphQL request was answered. */
  operation?: OperationSummary
}

declare module 'fastify' {
  interface FastifyRequest {
    trace: RequestTrace
  }
}

/**
 * Gives every request an id, its own or the caller's `x-request-id`: it is on every line that the request logs and in the
 * response. Logs one line at the end of each request. Call it before other hooks and routes are added.
 */
export function traceRequests(http: FastifyInstance, app: Api): void {
  http.addHook('onRequest', (request, reply, done) => {
    const requestId = parseRequestId(request.headers['x-request-id']) ?? newRequestId()
    request.trace = { requestId, startedAt: performance.now() }
    reply.header('x-request-id', requestId)
    withRequestId(requestId, done)
  })
  // Reading the body continues in an event of the socket, which belongs to no request.
  http.addHook('preValidation', (request, _reply, done) => withRequestId(request.trace.requestId, done))
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? null
    const { requestId, startedAt, operation } = request.trace
    const details = { ...operation, shop: shopOf(request) }
    const level = route?.startsWith('/health/') ? 'debug' : 'info'
    const { method } = request
    withRequestId(requestId, () =>
      observeRequest(app.log, { method, route, status: reply.statusCode, startedAt, details }, level),
    )
    done()
  })
}

/** The slug of the shop that a request is about; undefined if there is no such shop. */
function shopOf({ client, merchant }: FastifyRequest): string | undefined {
  return (merchant?.membership?.shop ?? client?.shop)?.slug
}

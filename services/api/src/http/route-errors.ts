import { reportUnexpectedError } from '@triclic/telemetry'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { redactCardNumbers } from '@triclic/card-core/text'
import { RequestError, serviceUnavailable } from '../kernel/errors.ts'
import { isOutage } from '../platform/classify-error.ts'
import type { Logger } from '../platform/log.ts'
import { internalError, statusOf } from './format-errors.ts'

/**
 * Responds to a request that failed before GraphQL was involved, with the same JSON as a GraphQL error and its HTTP
 * status.
 */
export function sendRequestError(reply: FastifyReply, error: RequestError): FastifyReply {
  if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter))
  return reply
    .status(statusOf(error.code) ?? 400)
    .send({ errors: [{ message: error.message, extensions: { code: error.code } }] })
}

/** Responds to errors thrown by hooks and routes. Only an outage is SERVICE_UNAVAILABLE. */
export const createRouteErrorHandler =
  (log: Logger) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const route = redactCardNumbers(request.routeOptions.url ?? '')
    if (error instanceof RequestError) {
      if (error.cause) log.warn({ err: error.cause, code: error.code, route }, 'Request failed')
      return sendRequestError(reply, error)
    }
    const status = (error as { statusCode?: number }).statusCode
    if (status !== undefined && status < 500)
      return sendRequestError(reply, new RequestError('BAD_USER_INPUT', 'The request could not be read.'))
    if (isOutage(error)) {
      log.warn({ err: error, route }, 'The database is unreachable or overloaded')
      return sendRequestError(reply, serviceUnavailable(error))
    }
    reportUnexpectedError(log, 'route', error, { route }, 'Unexpected error in a request')
    return reply.status(500).send({ errors: [internalError()] })
  }

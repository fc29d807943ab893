import type { FastifyReply, FastifyRequest } from 'fastify'
import { redactCardNumbers } from '@triclic/card-core'
import { RequestError, serviceUnavailable } from '../kernel/errors.ts'
import { isOutage } from '../platform/db/outage.ts'
import type { Logger } from '../platform/log.ts'
import { INTERNAL_ERROR, statusOf } from './format-errors.ts'

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

/** Responds to errors thrown by hooks and routes. Only an outage of the database is SERVICE_UNAVAILABLE. */
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
    const details = { err: error, route }
    if (isOutage(error)) {
      log.warn(details, 'The database is unreachable or overloaded')
      return sendRequestError(reply, serviceUnavailable(error))
    }
    log.error(details, 'Unexpected error in a request')
    return reply.status(500).send({ errors: [INTERNAL_ERROR] })
  }

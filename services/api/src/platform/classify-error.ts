import { isUnreachable } from '@triclic/telemetry'
import { RequestError, serviceUnavailable } from '../kernel/errors.ts'

/**
 * - `outage`: PostgreSQL, Redis or the network is unreachable or overloaded; the same request may succeed later.
 * - `defect`: a bug, or a wrong setting, that a retry does not mend.
 * - `unknown`: an error that says neither.
 */
export type ErrorKind = 'outage' | 'defect' | 'unknown'

/** SQLSTATE classes and codes after which the same request may succeed: connections, resources, shutdown, locks, timeouts. */
const TRANSIENT_SQLSTATE = /^(08...|53...|57P..|58...|55P03|57014|40001|40P01|25P03)$/
const SQLSTATE = /^[0-9A-Z]{5}$/
/** Errors of `pg` and its pool that have no code. */
const LOST_DATABASE =
  /connection terminated|connection ended|is not queryable|timeout (exceeded when trying to connect|expired)|server closed the connection/i
/** Errors of the Redis client that have no code. */
const LOST_REDIS =
  /^(Connection is closed\.|Command timed out|Stream isn't writeable|Socket timeout\.|Failed to refresh slots cache)/
/** What a Redis that cannot serve at the moment replies: full, starting, failing over, or unable to write its files. */
const TRANSIENT_REPLY =
  /^(OOM|LOADING|BUSY|READONLY|MISCONF|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|UNBLOCKED)\b/
const LANGUAGE_ERRORS = [TypeError, RangeError, ReferenceError, SyntaxError]

/** The only place that decides which errors are an outage. */
export function classifyError(error: unknown): ErrorKind {
  if (!(error instanceof Error)) return 'unknown'
  if (error instanceof RequestError && error.code === 'SERVICE_UNAVAILABLE') return 'outage'
  const { code, name, message } = error as Error & { code?: unknown }
  if (name === 'ReplyError') return TRANSIENT_REPLY.test(message) ? 'outage' : 'defect'
  if (typeof code === 'string' && SQLSTATE.test(code) && /\d/.test(code))
    return TRANSIENT_SQLSTATE.test(code) ? 'outage' : 'defect'
  if (name === 'MaxRetriesPerRequestError' || name === 'ClusterAllFailedError' || isUnreachable(error))
    return 'outage'
  if (LANGUAGE_ERRORS.some((type) => error instanceof type)) return 'defect'
  return LOST_DATABASE.test(message) || LOST_REDIS.test(message) ? 'outage' : 'unknown'
}

export const isOutage = (error: unknown): boolean => classifyError(error) === 'outage'

/** Rethrows an error; an outage as SERVICE_UNAVAILABLE, with the time after which to retry. */
export const rethrow = (error: unknown): never => {
  throw isOutage(error) && !(error instanceof RequestError) ? serviceUnavailable(error) : error
}

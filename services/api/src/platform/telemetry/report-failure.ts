import { reportUnexpectedError, type Place } from '@triclic/telemetry'
import { isOutage } from '../classify-error.ts'
import type { Logger } from '../log.ts'

/**
 * Logs an error of work in the background that will be tried again: an outage as a warning, anything else as an unexpected
 * error.
 * @param details identifiers only, never what a user typed
 */
export function reportFailure(
  log: Logger,
  place: Place,
  error: unknown,
  details: Record<string, unknown>,
  message: string,
): void {
  if (isOutage(error)) log.warn({ ...details, err: error }, message)
  else reportUnexpectedError(log, place, error, details, message)
}

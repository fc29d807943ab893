import type { Logger } from './log.ts'
import { Counter, metrics } from './metrics.ts'

/** Where an error occurred: the label of its counter. */
export const PLACES = [
  'resolver',
  'route',
  'page',
  'job',
  'scheduled-task',
  'database-listener',
  'event-subscriber',
  'after-commit',
  'cache',
  'metrics',
  'process',
] as const
export type Place = (typeof PLACES)[number]

const unexpectedErrors = new Counter({
  name: 'triclic_unexpected_errors_total',
  help: 'Errors that nobody foresaw, by the place where they occurred; each is in the log at level 50 or 60.',
  labelNames: ['place'],
  registers: [metrics],
})
// A counter that starts at 0 lets an alert see its first increase.
for (const place of PLACES) unexpectedErrors.inc({ place }, 0)

/**
 * Logs an error that nobody foresaw with its stack and causes, and counts it. Call it wherever an error ends that is neither
 * the user's nor an outage.
 * @param details identifiers only, never what a user typed
 */
export function reportUnexpectedError(
  log: Logger,
  place: Place,
  error: unknown,
  details: Record<string, unknown> = {},
  message = 'Unexpected error',
): void {
  unexpectedErrors.inc({ place })
  log.error({ ...details, place, err: error }, message)
}

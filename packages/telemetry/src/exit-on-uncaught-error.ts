import type { Logger } from './log.ts'
import { reportUnexpectedError } from './report-unexpected-error.ts'

/**
 * Logs an uncaught exception or unhandled rejection and ends the process with code 1, as Node.js does by itself, but without
 * its report on stderr, from which card numbers are not redacted.
 */
export function exitOnUncaughtError(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    reportUnexpectedError(log, 'process', error, { origin }, 'Uncaught error; the process ends')
    process.exit(1)
  })
}

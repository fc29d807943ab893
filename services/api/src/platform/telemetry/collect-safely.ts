import { withTimeout } from '../../kernel/with-timeout.ts'
import type { Logger } from '../log.ts'
import { reportFailure } from './report-failure.ts'

const TIMEOUT_MS = 1000

/**
 * Reads values for a scrape, for one second at most. A failure is logged and returns undefined, so that the other metrics are
 * still served.
 */
export async function collectSafely<T>(log: Logger, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await withTimeout(read(), TIMEOUT_MS)
  } catch (error) {
    reportFailure(log, 'metrics', error, {}, 'Some metrics could not be read')
    return undefined
  }
}

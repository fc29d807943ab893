import { setTimeout as pause } from 'node:timers/promises'
import type { Job } from 'bullmq'
import type { WorkerApp } from '../app/context.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { isOutage } from '../platform/classify-error.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'

const RETRY_MS = 500

/**
 * Records that the mail server has accepted a mail, so that the mail is not sent again. The data of the job is replaced by
 * `accepted` first: whichever worker runs the job next only has to repeat `record`, which updates the database. While the database
 * is down, `record` is repeated here too, because a Redis that is killed may lose the new data.
 *
 * @throws the error of `record`, if it is no outage or the process is stopping
 */
export async function recordAcceptance<Data>(
  app: WorkerApp,
  job: Job<Data>,
  accepted: Data,
  record: () => Promise<unknown>,
): Promise<void> {
  await withTimeout(job.updateData(accepted)).catch((error: unknown) =>
    reportFailure(
      app.log,
      'job',
      error,
      { job: job.id },
      'The queue could not store that a mail was accepted',
    ),
  )
  for (let attempts = 1; ; attempts++) {
    try {
      await record()
      return
    } catch (error) {
      if (!isOutage(error) || app.stopping.aborted) throw error
      if (attempts === 1)
        app.log.warn(
          { err: error, job: job.id },
          'The database could not store that a mail was accepted; will retry',
        )
    }
    await pause(RETRY_MS)
  }
}

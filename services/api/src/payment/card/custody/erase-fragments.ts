import type { Job } from 'bullmq'
import type { Process } from '../../../app/context.ts'
import { MailStatus } from '../../../mail/mail.type.ts'
import { MAX_RETRY_HOURS } from '../../../mail/update-mail-status.ts'
import type { FragmentJob } from '../../../platform/queue/queue.ts'
import { reportFailure } from '../../../platform/telemetry/report-failure.ts'
import type { ErasureCount } from './erase-kept-digits.ts'
import { finishCardFragment } from './finish-card-fragment.ts'
import { findFragmentMail } from './find-fragment-mail.ts'

const BATCH_SIZE = 500

/** Whether a card fragment was queued more than 24 hours ago and must not be sent. */
export const isFragmentExpired = (job: Job<FragmentJob>): boolean =>
  Date.now() - job.timestamp > MAX_RETRY_HOURS * 3_600_000

export const FRAGMENT_EXPIRED_ERROR = 'The digits could not be sent within 24 hours.'

/**
 * Erases card fragments that have waited for more than 24 hours and reports the loss on their orders. A fragment that a
 * worker is processing is skipped, and so is one that the mail server has accepted: its job holds no digits any more. A fragment
 * that cannot be erased is logged and does not hold up the others.
 */
export async function eraseFragments(app: Process): Promise<ErasureCount> {
  const queue = app.queues.fragment
  const expired: Job<FragmentJob>[] = []
  for (let from = 0; ; from += BATCH_SIZE) {
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized'], from, from + BATCH_SIZE - 1, true)
    expired.push(...jobs.filter((job) => 'sealed' in job.data && isFragmentExpired(job)))
    if (jobs.length < BATCH_SIZE) break
  }
  const count = { erased: 0, failed: 0 }
  for (const job of expired) {
    try {
      if (await eraseFragment(app, job)) count.erased++
    } catch (error) {
      count.failed++
      const { shopId, paymentId } = job.data
      const message = 'A card fragment could not be erased; will retry'
      reportFailure(app.log, 'scheduled-task', error, { shop: shopId, id: paymentId }, message)
    }
  }
  return count
}

async function eraseFragment(app: Process, job: Job<FragmentJob>): Promise<boolean> {
  const { ctx, found } = (await findFragmentMail(app, job.data)) ?? {}
  if (ctx && found?.mail.status === MailStatus.QUEUED)
    await finishCardFragment(ctx, found.mail, {
      status: 'FAILED',
      error: found.mail.lastError ?? FRAGMENT_EXPIRED_ERROR,
      isLoss: found.payment.status === 'OPEN',
    })
  // Removing fails when a worker has taken the job meanwhile; that worker finds the mail FAILED and drops the job.
  return job.remove().then(
    () => true,
    () => false,
  )
}

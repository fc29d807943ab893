import type { Job } from 'bullmq'
import type { Process } from '../../../app/context.ts'
import { MailStatus } from '../../../mail/mail.type.ts'
import { MAX_RETRY_HOURS } from '../../../mail/update-mail-status.ts'
import type { FragmentJob } from '../../../platform/queue/queue.ts'
import { loadShop } from '../../../shop/load-shop.ts'
import { finishCardFragment } from './finish-card-fragment.ts'
import { findFragmentMail } from './find-fragment-mail.ts'

const AT_ONCE = 500

/** A fragment is sent within 24 hours or not at all. */
export const isFragmentObsolete = (job: Job<FragmentJob>): boolean =>
  Date.now() - job.timestamp > MAX_RETRY_HOURS * 3_600_000

export const EXPIRED_ERROR = 'The digits could not be sent within 24 hours.'

/**
 * Erases fragments that wait for longer than that, and says so on their orders. One that a worker has in hand is left to
 * it. Gives how many went.
 */
export async function eraseFragments(app: Process): Promise<number> {
  const queue = app.queues.fragment
  const over: Job<FragmentJob>[] = []
  for (let from = 0; ; from += AT_ONCE) {
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized'], from, from + AT_ONCE - 1, true)
    over.push(...jobs.filter(isFragmentObsolete))
    if (jobs.length < AT_ONCE) break
  }
  let erased = 0
  for (const job of over) if (await eraseFragment(app, job)) erased++
  return erased
}

async function eraseFragment(app: Process, job: Job<FragmentJob>): Promise<boolean> {
  const shop = await loadShop(app, job.data.shopId)
  const ctx = shop && { app, shop, language: shop.locale }
  const found = ctx && (await findFragmentMail(ctx, job.data))
  if (ctx && found?.mail.status === MailStatus.QUEUED)
    await finishCardFragment(ctx, found.mail.id, {
      status: 'FAILED',
      error: found.mail.lastError ?? EXPIRED_ERROR,
      isLoss: found.payment.status === 'OPEN',
    })
  // A worker that took it up meanwhile finds its row marked, and lets it go.
  return job.remove().then(
    () => true,
    () => false,
  )
}

import { currentRequestId } from '@triclic/telemetry'
import { ErrorCode, type Job } from 'bullmq'
import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { rethrow } from '../../../platform/classify-error.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { reportFailure } from '../../../platform/telemetry/report-failure.ts'
import { withTimeout } from '../../../kernel/with-timeout.ts'
import type { CardPaymentRef, SealedFragment } from '../custody/keys.ts'

/**
 * How long a card fragment waits for its payment, in milliseconds. Normally the commit ends this delay early; it runs out only if the
 * api dies before.
 */
const DELAY_MS = 1_000

export type QueuedFragment = Pick<Job, 'id' | 'promote'>

/** Lets the worker send the fragment at once. If that fails, the worker sends it after its delay. */
export async function wakeCardFragment({ app }: BuyerContext, job: QueuedFragment): Promise<void> {
  try {
    await withTimeout(job.promote())
  } catch (error) {
    // The delay has ended, and the worker has the job or is done with it.
    const { code } = error as { code?: unknown }
    if (code === ErrorCode.JobNotInState || code === ErrorCode.JobNotExist) return
    reportFailure(
      app.log,
      'after-commit',
      error,
      { job: job.id },
      'A card fragment will be sent a moment later',
    )
  }
}

/**
 * Queues the sealed card fragment under the payment's id, before the payment is committed. The worker mails it once the
 * database confirms the payment, and drops it if the payment is never committed.
 * @throws SERVICE_UNAVAILABLE when the queue is unreachable or full.
 */
export async function queueCardFragment(
  ctx: BuyerContext,
  payment: CardPaymentRef,
  fragment: SealedFragment,
): Promise<QueuedFragment> {
  if (ctx.app.redis.status !== 'ready') throw serviceUnavailable(new Error('Redis is not connected'))
  try {
    const job = ctx.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...payment, ...fragment, requestId: currentRequestId() },
      { jobId: payment.paymentId, delay: DELAY_MS },
    )
    return await withTimeout(job)
  } catch (error) {
    return rethrow(error)
  }
}

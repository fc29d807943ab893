import { currentRequestId } from '@triclic/telemetry'
import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { rethrow } from '../../../platform/classify-error.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { withTimeout } from '../../../kernel/with-timeout.ts'
import type { CardPaymentRef, SealedFragment } from '../custody/keys.ts'

/**
 * Queues the sealed card fragment under the payment's id, before the payment is committed. The worker mails it once the
 * database confirms the payment, and drops it if the payment is never committed.
 * @throws SERVICE_UNAVAILABLE when the queue is unreachable or full.
 */
export async function queueCardFragment(
  ctx: BuyerContext,
  payment: CardPaymentRef,
  fragment: SealedFragment,
): Promise<void> {
  if (ctx.app.redis.status !== 'ready') throw serviceUnavailable(new Error('Redis is not connected'))
  try {
    const job = ctx.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...payment, ...fragment, requestId: currentRequestId() },
      { jobId: payment.paymentId },
    )
    await withTimeout(job)
  } catch (error) {
    rethrow(error)
  }
}

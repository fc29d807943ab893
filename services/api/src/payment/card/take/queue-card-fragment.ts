import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { withTimeout } from '../../../kernel/with-timeout.ts'
import type { CardPaymentRef, SealedFragment } from '../custody/keys.ts'

/**
 * Error classes that mean a bug in this program. Redis clients report an outage with other classes, which share no base
 * class.
 */
const DEFECTS = [TypeError, RangeError, ReferenceError, SyntaxError]

/**
 * Queues the sealed card fragment under the payment's id, before the payment is committed. The worker mails it once the
 * database confirms the payment, and drops it if the payment is never committed.
 * @throws SERVICE_UNAVAILABLE when the queue did not accept it.
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
      { ...payment, ...fragment },
      { jobId: payment.paymentId },
    )
    await withTimeout(job)
  } catch (error) {
    throw DEFECTS.some((defect) => error instanceof defect) ? error : serviceUnavailable(error)
  }
}

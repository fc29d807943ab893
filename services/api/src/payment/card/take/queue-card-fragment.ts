import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { withTimeout } from '../../../kernel/with-timeout.ts'
import type { FragmentOwner, SealedFragment } from '../custody/keys.ts'

/**
 * Queues the sealed fragment under its payment's id, before the payment is committed: the worker sends it once the
 * database confirms the payment, and drops it if that never comes.
 * @throws SERVICE_UNAVAILABLE when the queue did not take it.
 */
export async function queueCardFragment(
  ctx: BuyerContext,
  owner: FragmentOwner,
  fragment: SealedFragment,
): Promise<void> {
  if (ctx.app.redis.status !== 'ready') throw serviceUnavailable(new Error('Redis is out of reach'))
  try {
    const job = ctx.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...owner, ...fragment },
      { jobId: owner.paymentId },
    )
    await withTimeout(job)
  } catch (error) {
    throw serviceUnavailable(error)
  }
}

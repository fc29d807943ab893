import type { BuyerContext } from '../../../app/context.ts'
import { unavailable } from '../../../kernel/errors.ts'
import { FRAGMENT_QUEUE } from '../../../platform/queue/queue.ts'
import { untilLate } from '../../../kernel/with-timeout.ts'
import type { SealedFor, SealedFragment } from '../custody/keys.ts'

/**
 * Queues the sealed fragment under its payment's id, before the payment is committed: the worker sends it once the
 * database confirms the payment, and drops it if that never comes.
 * @throws SERVICE_UNAVAILABLE when the queue did not take it.
 */
export async function queueFragment(
  ctx: BuyerContext,
  owner: SealedFor,
  fragment: SealedFragment,
): Promise<void> {
  if (ctx.app.redis.status !== 'ready') throw unavailable(new Error('Redis is out of reach'))
  try {
    const job = ctx.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...owner, ...fragment },
      { jobId: owner.paymentId },
    )
    await untilLate(job)
  } catch (error) {
    throw unavailable(error)
  }
}

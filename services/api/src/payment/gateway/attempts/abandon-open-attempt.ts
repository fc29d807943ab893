import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import type { Order } from '../../../order/order.entity.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'

/** How long an open attempt holds the order: within it the buyer may still be on the bank's page. */
export const OPEN_ATTEMPT_MINUTES = 10

/**
 * Lets another payment begin. A buyer still at the bank is asked to wait (PAYMENT_IN_PROGRESS) unless it gives that
 * attempt up; older ones stay open, since the bank may yet say they were paid.
 */
export async function abandonOpenAttempt(
  tx: InTransaction<ShopContext>,
  order: Order,
  isGivenUp: boolean,
): Promise<void> {
  const young = await tx.em.find(PaymentAttempt, {
    shopId: order.shopId,
    orderId: order.id,
    status: { $in: ['OPEN', 'PENDING'] },
    openedAt: { $gt: new Date(Date.now() - OPEN_ATTEMPT_MINUTES * 60_000) },
  })
  if (young.length === 0) return
  if (!isGivenUp) return reject('PAYMENT_IN_PROGRESS')
  for (const attempt of young) {
    attempt.status = 'CANCELLED'
    attempt.updatedAt = new Date()
  }
}

import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import type { Order } from '../../../order/order.entity.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'

/** How long an open attempt blocks other payments, because the buyer may still be on the bank's page. */
export const OPEN_ATTEMPT_MINUTES = 10

/**
 * Makes room for another payment: cancels the order's recent open attempts if the buyer abandons them. Older attempts
 * stay open, because the bank may still report them as paid.
 * @throws OperationError PAYMENT_IN_PROGRESS if there is a recent attempt and the buyer does not abandon it
 */
export async function abandonOpenAttempt(
  tx: InTransaction<ShopContext>,
  order: Order,
  isGivenUp: boolean,
): Promise<void> {
  const recent = await tx.em.find(PaymentAttempt, {
    shopId: order.shopId,
    orderId: order.id,
    status: { $in: ['OPEN', 'PENDING'] },
    openedAt: { $gt: new Date(Date.now() - OPEN_ATTEMPT_MINUTES * 60_000) },
  })
  if (recent.length === 0) return
  if (!isGivenUp) return reject('PAYMENT_IN_PROGRESS')
  for (const attempt of recent) {
    attempt.status = 'CANCELLED'
    attempt.updatedAt = new Date()
  }
}

import { inTransaction, type BuyerContext } from '../../../app/context.ts'
import type { PaymentAttemptStatus } from '../bank-protocol.ts'
import { DISPLAYED_STATUS } from './displayed-status.ts'

/** What the order's buyer is told of its newest trip to a bank. */
export interface NewestAttempt {
  status: PaymentAttemptStatus
  bankName: string
}

/** The order's newest trip to a bank, or null if its buyer never left for one. */
export async function findNewestAttempt(ctx: BuyerContext, orderId: string): Promise<NewestAttempt | null> {
  const [newest] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<NewestAttempt[]>(
      `select a.bank_name as "bankName", ${DISPLAYED_STATUS} as status
       from payment_attempt a where a.shop_id = ? and a.order_id = ? order by a.opened_at desc limit 1`,
      [shop.id, orderId],
    ),
  )
  return newest ?? null
}

import type { BuyerContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { PaymentAttemptStatus } from '../bank-protocol.ts'
import { DISPLAYED_STATUS } from './payment-attempt.entity.ts'

/** The order's newest payment attempt as its buyer sees it. */
export interface NewestAttempt {
  status: PaymentAttemptStatus
  bankName: string
}

/** The order's newest payment attempt, or null if the buyer has never gone to a bank's page. */
export async function findNewestAttempt(ctx: BuyerContext, orderId: string): Promise<NewestAttempt | null> {
  const [newest] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<NewestAttempt[]>(selectNewestAttempt('?', '?'), [shop.id, orderId]),
  )
  return newest ?? null
}

/** Selects the newest attempt of an order. The arguments are SQL expressions. */
export const selectNewestAttempt = (shopId: string, orderId: string): string => `
  select a.bank_name as "bankName", ${DISPLAYED_STATUS} as status
  from payment_attempt a where a.shop_id = ${shopId} and a.order_id = ${orderId} order by a.opened_at desc limit 1`

import { inTransaction, type BuyerContext } from '../../../context.ts'
import { BankAttempt } from './bank-attempt.entity.ts'

/** The order's newest trip to a bank, or null if its buyer never left for one. */
export const findNewestAttempt = (ctx: BuyerContext, orderId: string): Promise<BankAttempt | null> =>
  inTransaction(ctx, (tx) =>
    tx.em.findOne(BankAttempt, { shopId: ctx.shop.id, orderId }, { orderBy: { openedAt: 'desc' } }),
  )

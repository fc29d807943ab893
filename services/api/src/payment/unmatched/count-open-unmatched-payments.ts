import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/** Number of the shop's unmatched payments that are still open. */
export const countOpenUnmatchedPayments = (
  ctx: Pick<MerchantContext, 'app' | 'shop' | 'readTransaction'>,
): Promise<number> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const [row] = await em.execute<{ open: number }[]>(
      'select count(*)::int as open from unmatched_payment where shop_id = ? and closed_at is null',
      [shop.id],
    )
    return row?.open ?? 0
  })

import { inTransaction, type MerchantContext } from '../../app/context.ts'

/** How much authentic money waits for a decision of the shop. */
export const countOpenRescues = (ctx: MerchantContext): Promise<number> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const [row] = await em.execute<{ open: number }[]>(
      'select count(*)::int as open from rescue where shop_id = ? and closed_at is null',
      [shop.id],
    )
    return row?.open ?? 0
  })

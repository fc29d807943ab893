import { inTransaction, type MerchantContext } from '../../../context.ts'
import { paymentModesNow } from '../../../shop/payment-modes-now.ts'
import type { Shop } from '../../../shop/shops.ts'

/** What buyers are offered to pay with, as the database has it now: what is held in memory may be a moment older. */
export async function readPaymentModes(ctx: MerchantContext): Promise<Shop['paymentModes']> {
  const [row] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ paymentModes: Shop['paymentModes']; hasBank: boolean }[]>(
      `select payment_modes as "paymentModes",
         exists (select from bank_account where shop_id = ? and enabled) as "hasBank"
       from shop where id = ?`,
      [shop.id, shop.id],
    ),
  )
  return row ? paymentModesNow({ ...ctx.shop, ...row }, row.hasBank, new Date()) : []
}

import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Discount } from './discount.ts'

/** A discount as its merchant sees it. */
export interface MerchantDiscount extends Discount {
  maxUses: number | null
  /** Orders that have it and were not cancelled or expired. */
  uses: number
  /** Raised by each change. */
  version: number
}

/** The discounts of the shop, the newest first. */
export const loadDiscounts = (ctx: MerchantContext): Promise<MerchantDiscount[]> =>
  inTransaction(ctx, (tx) => selectDiscounts(tx))

/** The newest first; only the one with this id, if it is given. */
export const selectDiscounts = (
  tx: InTransaction<MerchantContext>,
  id: string | null = null,
): Promise<MerchantDiscount[]> =>
  tx.em.execute<MerchantDiscount[]>(
    `select d.id, d.name, d.code, d.kind, d.basis_points as "basisPoints", d.amount, d.collection_id as "collectionId",
       d.minimum_amount as "minimumAmount", floor(extract(epoch from d.starts_at) * 1000)::float8 as "startsAt",
       floor(extract(epoch from d.ends_at) * 1000)::float8 as "endsAt", d.max_uses_per_email as "maxUsesPerEmail", d.enabled, d.version,
       d.max_uses as "maxUses", coalesce(c.is_used_up, false) as "isUsedUp", coalesce(c.uses, 0) as uses
     from discount d left join discount_use_count c on c.shop_id = ? and c.discount_id = d.id and c.email_key = ''
     where d.shop_id = ? and (?::uuid is null or d.id = ?::uuid) order by d.id desc`,
    [tx.shop.id, tx.shop.id, id, id],
  )

/** The discounts, which no other member changes until the transaction ends. */
export async function lockDiscounts(tx: InTransaction<MerchantContext>): Promise<MerchantDiscount[]> {
  await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
  return selectDiscounts(tx)
}

/** The collections that a discount may be limited to, in the merchant's order. */
export const loadDiscountCollections = (ctx: MerchantContext): Promise<{ id: string; name: string }[]> =>
  inTransaction(ctx, (tx) =>
    tx.em.execute<{ id: string; name: string }[]>(
      'select id, name from collection where shop_id = ? order by position, id',
      [tx.shop.id],
    ),
  )

import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { selectLowestPriceBefore, selectPriorPrice } from './select-prior-price.ts'

/** What a member has to know of a variant before reducing its price. Prices in minor units, tax included. */
export interface PriceReduction {
  variantId: string
  productId: string
  productName: string
  variantName: string
  sku: string
  price: number
  /** Of the last 30 days: what would be crossed out if the price fell now. */
  lowestPrice: number
  /** Of the announced reduction; null without one. */
  priorPrice: number | null
  /** The reduction that is planned, or runs until its end. */
  plan: ReductionPlan | null
}

export interface ReductionPlan {
  price: number
  startsAt: Date
  endsAt: Date | null
  /** The price before it; null if it has not begun. */
  regularPrice: number | null
}

type Row = Omit<PriceReduction, 'plan'> & {
  plan: (Omit<ReductionPlan, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string | null }) | null
}

/** The variants of these products with their prices and reductions, in the merchant's order. Ids of no product of the shop are left out. */
export const loadPriceReductions = (
  ctx: MerchantContext,
  { productIds }: { productIds: readonly string[] },
): Promise<PriceReduction[]> =>
  inTransaction(ctx, (tx) => selectPriceReductions(tx, 'v.product_id', productIds))

/** @param column by which the ids select */
export async function selectPriceReductions(
  tx: InTransaction<MerchantContext>,
  column: 'v.product_id' | 'v.id',
  ids: readonly string[],
): Promise<PriceReduction[]> {
  const rows = await tx.em.execute<Row[]>(
    `select v.id as "variantId", p.id as "productId", p.name as "productName", v.name as "variantName", v.sku, v.price,
       least(v.price, ${selectLowestPriceBefore('v', 'now()')}) as "lowestPrice", ${selectPriorPrice('v')} as "priorPrice",
       case when r.id is not null then json_build_object('price', r.price, 'startsAt', r.starts_at, 'endsAt', r.ends_at,
         'regularPrice', r.regular_price) end as plan
     from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
       left join planned_reduction r on r.shop_id = v.shop_id and r.variant_id = v.id
         and (r.regular_price is null or v.price = r.price)
     where v.shop_id = ? and ${column} = any(?::uuid[]) order by p.name, p.id, v.position, v.id`,
    [tx.shop.id, toArray(ids.filter((id) => isUuid(id)))],
  )
  return rows.map(({ plan, ...row }) => ({
    ...row,
    plan: plan && {
      ...plan,
      startsAt: new Date(plan.startsAt),
      endsAt: plan.endsAt === null ? null : new Date(plan.endsAt),
    },
  }))
}

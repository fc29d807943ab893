import type { InTransaction, ShopContext } from '../app/context.ts'
import { money } from '../kernel/money.type.ts'

type Tx = InTransaction<ShopContext>

/** The items of table `x` with `quantity` and `order_line_id`, as JSON, in the order of the cart. */
const selectItems = (table: string, owner: string): string => `(
  select coalesce(json_agg(json_build_object('productName', l.product_name, 'variantName', l.variant_name, 'sku', l.sku,
    'quantity', x.quantity) order by l.position), '[]')
  from ${table} x join order_line l on l.shop_id = x.shop_id and l.id = x.order_line_id
  where x.shop_id = t.shop_id and x.${owner} = t.id) as lines`

/** Null when there is none, as for all of these. */
export async function loadRefund({ em, shop }: Tx, id: string) {
  const [row] = await em.execute<
    { amount: number; shippingAmount: number; currency: string; recordedAt: string }[]
  >(
    `select t.id, t.amount, t.shipping_amount as "shippingAmount", t.currency, t.restock, t.recorded_at as "recordedAt",
       ${selectItems('refund_line', 'refund_id')}
     from refund t where t.shop_id = ? and t.id = ?`,
    [shop.id, id],
  )
  return (
    row && {
      ...row,
      amount: money(row.amount, row.currency),
      shippingAmount: money(row.shippingAmount, row.currency),
      recordedAt: new Date(row.recordedAt),
    }
  )
}

export async function loadWithdrawal({ em, shop }: Tx, id: string) {
  const [row] = await em.execute<{ withdrawnAt: string; refundDueAt: string; returnedAt: string | null }[]>(
    `select t.id, t.withdrawn_at as "withdrawnAt", t.refund_due_at as "refundDueAt", t.returned_at as "returnedAt",
       ${selectItems('withdrawal_line', 'withdrawal_id')}
     from withdrawal t where t.shop_id = ? and t.id = ?`,
    [shop.id, id],
  )
  return (
    row && {
      ...row,
      withdrawnAt: new Date(row.withdrawnAt),
      refundDueAt: new Date(row.refundDueAt),
      returnedAt: row.returnedAt === null ? null : new Date(row.returnedAt),
    }
  )
}

export async function loadInvoice({ em, shop }: Tx, id: string) {
  const [row] = await em.execute<{ total: number; taxTotal: number; currency: string; issuedAt: string }[]>(
    `select t.number, t.issued_at as "issuedAt", t.total, t.tax_total as "taxTotal", t.currency
     from invoice t where t.shop_id = ? and t.id = ?`,
    [shop.id, id],
  )
  return (
    row && {
      ...row,
      issuedAt: new Date(row.issuedAt),
      total: money(row.total, row.currency),
      taxTotal: money(row.taxTotal, row.currency),
    }
  )
}

import type { InTransaction, ShopContext } from '../app/context.ts'
import { columnsOf, toEntities } from '../platform/db/load-entities.ts'
import { Order, type OrderedLine } from './order.entity.ts'

export type OrderWithLines = Order & { lines: readonly OrderedLine[] }

/** The shop's order with its lines, in one statement. @throws when there is none */
export async function loadOrderWithLines(
  tx: InTransaction<ShopContext>,
  id: string | null | undefined,
): Promise<OrderWithLines> {
  const sql = `select ${columnsOf(tx.em, Order, 'o')}, ${selectLines('o')} as lines from "order" o
    where o.shop_id = ? and o.id = ?`
  const [row] = await tx.em.execute<{ lines: OrderedLine[] }[]>(sql, [tx.shop.id, id])
  if (!row) throw new Error('There is no such order')
  const { lines, ...columns } = row
  const [order] = toEntities(tx.em, Order, [columns]) as [Order]
  return Object.assign(order, { lines })
}

/** A subquery for the lines of the order whose row has this name in the statement, as JSON, in the order of the cart. */
export const selectLines = (order: string): string => `(
  select coalesce(json_agg(json_build_object('productName', l.product_name, 'variantName', l.variant_name, 'sku', l.sku,
    'quantity', l.quantity, 'unitPrice', l.unit_price,
    'taxBasisPoints', l.tax_basis_points, 'discounts', l.discounts, 'total', l.total) order by l.position), '[]')
  from order_line l where l.shop_id = ${order}.shop_id and l.order_id = ${order}.id
)`

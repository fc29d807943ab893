import type { BuyerContext, InTransaction, ShopContext } from '../app/context.ts'
import type { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import type { OrderStatus } from '../order/order-status.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'

/** A line of an order, and what its buyer has withdrawn of it. */
export interface OrderedItem {
  lineId: string
  productName: string
  variantName: string
  sku: string
  quantity: number
  exemption: WithdrawalExemption | null
  withdrawn: number
  /** Withdrawn and waiting for a refund. */
  pending: number
  refunded: number
}

/** A declaration of withdrawal as it is stored. */
export interface StoredWithdrawal {
  id: string
  orderId: string
  orderCode: string
  orderStatus: OrderStatus
  withdrawnAt: Date
  refundDueAt: Date
  name: string
  email: string
  returnedAt: Date | null
  settledAt: Date | null
  closeReason: string | null
  lines: WithdrawnLine[]
}

export interface WithdrawnLine {
  lineId: string
  productName: string
  variantName: string
  quantity: number
  refundedQuantity: number
}

/** What is known of an order for the right of withdrawal. */
export interface WithdrawalFacts {
  orderId: string
  /** When the buyer received the last parcel; null while one is on its way, or something is left to ship. */
  deliveredAt: Date | null
  items: OrderedItem[]
  /** Oldest first. */
  withdrawals: StoredWithdrawal[]
}

type Instants = 'withdrawnAt' | 'refundDueAt' | 'returnedAt' | 'settledAt'
/** Instants as PostgreSQL writes them. */
export type WithdrawalRow = Omit<StoredWithdrawal, Instants> & {
  withdrawnAt: string
  refundDueAt: string
  returnedAt: string | null
  settledAt: string | null
}
type FactsRow = Omit<WithdrawalFacts, 'deliveredAt' | 'withdrawals'> & {
  deliveredAt: string | null
  withdrawals: WithdrawalRow[]
}

/** The facts of several orders, in one statement. */
export const withdrawalFactsOfOrders: BatchQuery<WithdrawalFacts> = (ctx, orderIds) =>
  inTransaction(ctx, (tx) => loadFacts(tx, orderIds))

/** The facts of an order that its buyer may see. */
export async function withdrawalFactsOfOrder(
  { app, shop }: BuyerContext,
  orderId: string,
): Promise<WithdrawalFacts> {
  const rows = await executeInShop<FactsRow>(app.orm, shop.id, FACTS, [shop.id, toArray([orderId])])
  return only(rows)
}

/** The facts of a locked order. */
export const loadWithdrawalFacts = async (
  tx: InTransaction<ShopContext>,
  orderId: string,
): Promise<WithdrawalFacts> => only(await loadRows(tx, [orderId]))

const loadRows = ({ em, shop }: InTransaction<ShopContext>, orderIds: readonly string[]) =>
  em.execute<FactsRow[]>(FACTS, [shop.id, toArray(orderIds)])

const loadFacts = async (tx: InTransaction<ShopContext>, orderIds: readonly string[]) =>
  (await loadRows(tx, orderIds)).map(toFacts)

function only([row]: FactsRow[]): WithdrawalFacts {
  if (!row) throw new Error('There is no such order')
  return toFacts(row)
}

const toFacts = ({ deliveredAt, withdrawals, ...row }: FactsRow): WithdrawalFacts => ({
  ...row,
  deliveredAt: toDate(deliveredAt),
  withdrawals: withdrawals.map(toWithdrawal),
})

export const toWithdrawal = (row: WithdrawalRow): StoredWithdrawal => ({
  ...row,
  withdrawnAt: new Date(row.withdrawnAt),
  refundDueAt: new Date(row.refundDueAt),
  returnedAt: toDate(row.returnedAt),
  settledAt: toDate(row.settledAt),
})

const toDate = (instant: string | null): Date | null => (instant === null ? null : new Date(instant))

/** SQL of a `WithdrawalRow` from `withdrawal w` and its `"order" o`, as JSON. */
export const WITHDRAWAL = `json_build_object('id', w.id, 'orderId', w.order_id, 'orderCode', o.code, 'orderStatus', o.status,
  'withdrawnAt', w.withdrawn_at, 'refundDueAt', w.refund_due_at,
  'name', w.name, 'email', w.email, 'returnedAt', w.returned_at, 'settledAt', w.settled_at, 'closeReason', w.close_reason,
  'lines', (select coalesce(json_agg(json_build_object('lineId', l.id, 'productName', l.product_name, 'variantName', l.variant_name,
      'quantity', wl.quantity, 'refundedQuantity', wl.refunded_quantity) order by l.position), '[]')
    from withdrawal_line wl join order_line l on l.shop_id = wl.shop_id and l.id = wl.order_line_id
    where wl.shop_id = w.shop_id and wl.withdrawal_id = w.id))`

const FACTS = `
  select o.id as "orderId",
    case when o.fulfillment = 'DELIVERED' then (
      select max(p.delivered_at) from parcel p where p.shop_id = o.shop_id and p.order_id = o.id) end as "deliveredAt",
    (select coalesce(json_agg(json_build_object('lineId', l.id, 'productName', l.product_name, 'variantName', l.variant_name, 'sku', l.sku,
        'quantity', l.quantity, 'exemption', l.withdrawal_exemption,
        'withdrawn', (select coalesce(sum(wl.quantity), 0) from withdrawal_line wl
          where wl.shop_id = l.shop_id and wl.order_line_id = l.id),
        'pending', (select coalesce(sum(wl.quantity - wl.refunded_quantity), 0) from withdrawal_line wl
          join withdrawal w on w.shop_id = wl.shop_id and w.id = wl.withdrawal_id
          where wl.shop_id = l.shop_id and wl.order_line_id = l.id and w.settled_at is null),
        'refunded', (select coalesce(sum(r.quantity), 0) from refund_line r
          where r.shop_id = l.shop_id and r.order_line_id = l.id)) order by l.position), '[]')
      from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as items,
    (select coalesce(json_agg(${WITHDRAWAL} order by w.withdrawn_at, w.id), '[]')
      from withdrawal w where w.shop_id = o.shop_id and w.order_id = o.id) as withdrawals
  from "order" o where o.shop_id = ? and o.id = any(?::uuid[])`

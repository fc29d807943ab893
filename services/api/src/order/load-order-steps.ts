import type { BuyerContext } from '../app/context.ts'
import { money } from '../kernel/money.type.ts'
import { executeInShop } from '../platform/db/orm.ts'
import type { Order } from './order.entity.ts'
import type { OrderStepType } from './order-step.type.ts'

interface StepRow {
  kind: OrderStepType['kind']
  /** As PostgreSQL writes it. */
  at: string
  parcelId: string | null
  /** Minor units. */
  amount: number | null
}

/** What happened to an order, oldest first, as it is true now: a parcel or a receipt that was undone is not among it. */
export async function loadOrderSteps({ app, shop }: BuyerContext, order: Order): Promise<OrderStepType[]> {
  const { id, status, statusSince, placedAt, paidAt, currency } = order
  const step = { parcelId: null, amount: null }
  const own: OrderStepType[] = [{ ...step, kind: 'PLACED', at: placedAt }]
  if (paidAt) own.push({ ...step, kind: 'PAID', at: paidAt })
  if (status === 'CANCELLED' || status === 'EXPIRED') own.push({ ...step, kind: status, at: statusSince })
  const parameters = Array.from({ length: 4 }, () => [shop.id, id]).flat()
  const rows = await executeInShop<StepRow>(app.orm, shop.id, SELECT_STEPS, parameters)
  const others = rows.map(({ kind, at, parcelId, amount }) => ({
    kind,
    at: new Date(at),
    parcelId,
    amount: amount === null ? null : money(amount, currency),
  }))
  return [...own, ...others].sort((a, b) => a.at.getTime() - b.at.getTime())
}

const SELECT_STEPS = `
  select case when pickup_address is null then 'SHIPPED' else 'READY_FOR_PICKUP' end as kind, shipped_at as at, id as "parcelId",
    null::integer as amount
  from parcel where shop_id = ? and order_id = ?
  union all
  select 'DELIVERED', delivered_at, id, null from parcel where shop_id = ? and order_id = ? and delivered_at is not null
  union all
  select 'REFUNDED', recorded_at, null, amount from refund where shop_id = ? and order_id = ?
  union all
  select 'WITHDRAWN', withdrawn_at, null, null from withdrawal where shop_id = ? and order_id = ?
  order by at, kind desc`

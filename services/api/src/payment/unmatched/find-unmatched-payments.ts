import { inTransaction, type InTransaction, type MerchantContext } from '../../app/context.ts'
import type { Relation } from '../../platform/db/batch-load.ts'
import { Order } from '../../order/order.entity.ts'
import { Rescue } from './unmatched-payment.entity.ts'
import { RescueStep } from './unmatched-payment-action.entity.ts'

/** Money on the rescue list with what a member needs to decide. */
export interface FoundRescue {
  rescue: Rescue
  bankName: string | null
  order: Order | null
  /** Oldest first. */
  steps: RescueStep[]
}

/** The shop's rescue of this id. */
export const findRescueInShop = (ctx: MerchantContext, id: string): Promise<FoundRescue | null> =>
  inTransaction(ctx, async (tx) => (await findRescues(tx, 'r.id = ?', [id]))[0] ?? null)

/** Newest first. */
export const rescuesOfOrders: Relation<FoundRescue> = (ctx, ids) =>
  inTransaction(ctx, (tx) =>
    findRescues(tx, 'r.order_id = any(?::uuid[]) order by r.opened_at desc, r.id desc', [
      `{${ids.join(',')}}`,
    ]),
  )

/** Rescues `r` of the shop by a condition of this code's own, with their orders and steps: three statements. */
export async function findRescues(
  tx: InTransaction<MerchantContext>,
  which: string,
  params: unknown[],
): Promise<FoundRescue[]> {
  const shopId = tx.shop.id
  const rows = await tx.em.execute<(Record<string, unknown> & { shown_bank: string | null })[]>(
    `select r.*, coalesce(r.reference, a.reference) as reference, coalesce(a.bank_name, (
       select b.name from bank_account b where b.shop_id = r.shop_id and b.protocol = r.protocol limit 1)) as shown_bank
     from rescue r left join bank_attempt a on a.shop_id = r.shop_id and a.id = r.attempt_id
     where r.shop_id = ? and ${which}`,
    [shopId, ...params],
  )
  const found = rows.map(({ shown_bank: bankName, ...row }) => ({ bankName, rescue: tx.em.map(Rescue, row) }))
  const orders = await tx.em.find(Order, {
    shopId,
    id: { $in: found.flatMap(({ rescue }) => rescue.orderId ?? []) },
  })
  const steps = await tx.em.find(
    RescueStep,
    { shopId, rescueId: { $in: found.map(({ rescue }) => rescue.id) } },
    { orderBy: { at: 'asc', id: 'asc' } },
  )
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const stepsOf = Map.groupBy(steps, (step) => step.rescueId)
  return found.map(({ rescue, bankName }) => ({
    rescue,
    bankName,
    order: orderOf.get(rescue.orderId ?? '') ?? null,
    steps: stepsOf.get(rescue.id) ?? [],
  }))
}

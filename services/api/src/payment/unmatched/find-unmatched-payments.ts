import { inTransaction, type InTransaction, type MerchantContext } from '../../app/context.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { Order } from '../../order/order.entity.ts'
import { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { UnmatchedPaymentAction } from './unmatched-payment-action.entity.ts'

/** Money on the list of unmatched payments with what a member needs to decide. */
export interface FoundUnmatchedPayment {
  unmatchedPayment: UnmatchedPayment
  bankName: string | null
  order: Order | null
  /** Oldest first. */
  steps: UnmatchedPaymentAction[]
}

/** The shop's unmatched payment of this id. */
export const findUnmatchedPaymentInShop = (
  ctx: MerchantContext,
  id: string,
): Promise<FoundUnmatchedPayment | null> =>
  inTransaction(ctx, async (tx) => (await findUnmatchedPayments(tx, 'r.id = ?', [id]))[0] ?? null)

/** Newest first. */
export const unmatchedPaymentsOfOrders: BatchQuery<FoundUnmatchedPayment> = (ctx, ids) =>
  inTransaction(ctx, (tx) =>
    findUnmatchedPayments(tx, 'r.order_id = any(?::uuid[]) order by r.opened_at desc, r.id desc', [
      `{${ids.join(',')}}`,
    ]),
  )

/** UnmatchedPayments `r` of the shop by a condition of this code's own, with their orders and steps: three statements. */
export async function findUnmatchedPayments(
  tx: InTransaction<MerchantContext>,
  which: string,
  params: unknown[],
): Promise<FoundUnmatchedPayment[]> {
  const shopId = tx.shop.id
  const rows = await tx.em.execute<(Record<string, unknown> & { shown_bank: string | null })[]>(
    `select r.*, coalesce(r.reference, a.reference) as reference, coalesce(a.bank_name, (
       select b.name from gateway_account b where b.shop_id = r.shop_id and b.protocol = r.protocol limit 1)) as shown_bank
     from unmatched_payment r left join payment_attempt a on a.shop_id = r.shop_id and a.id = r.attempt_id
     where r.shop_id = ? and ${which}`,
    [shopId, ...params],
  )
  const found = rows.map(({ shown_bank: bankName, ...row }) => ({
    bankName,
    unmatchedPayment: tx.em.map(UnmatchedPayment, row),
  }))
  const orders = await tx.em.find(Order, {
    shopId,
    id: { $in: found.flatMap(({ unmatchedPayment }) => unmatchedPayment.orderId ?? []) },
  })
  const steps = await tx.em.find(
    UnmatchedPaymentAction,
    { shopId, unmatchedPaymentId: { $in: found.map(({ unmatchedPayment }) => unmatchedPayment.id) } },
    { orderBy: { at: 'asc', id: 'asc' } },
  )
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const stepsOf = Map.groupBy(steps, (step) => step.unmatchedPaymentId)
  return found.map(({ unmatchedPayment, bankName }) => ({
    unmatchedPayment,
    bankName,
    order: orderOf.get(unmatchedPayment.orderId ?? '') ?? null,
    steps: stepsOf.get(unmatchedPayment.id) ?? [],
  }))
}

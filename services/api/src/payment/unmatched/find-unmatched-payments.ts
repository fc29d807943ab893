import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { toArray } from '../../platform/db/sql.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { Order } from '../../order/order.entity.ts'
import { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { UnmatchedPaymentAction } from './unmatched-payment-action.entity.ts'

/** An unmatched payment with what a member needs to handle it. */
export interface FoundUnmatchedPayment {
  unmatchedPayment: UnmatchedPayment
  bankName: string | null
  /** How it came, where a member recorded it. */
  manualMethod: ManualMethod | null
  order: Order | null
  /** Oldest first. */
  actions: UnmatchedPaymentAction[]
}

/** The shop's unmatched payment with this id, or null. */
export const findUnmatchedPaymentInShop = (
  ctx: MerchantContext,
  id: string,
): Promise<FoundUnmatchedPayment | null> =>
  inTransaction(ctx, async (tx) => (await findUnmatchedPayments(tx, 'r.id = ?', [id]))[0] ?? null)

/** Unmatched payments of several orders, newest first. */
export const unmatchedPaymentsOfOrders: BatchQuery<FoundUnmatchedPayment> = (ctx, ids) =>
  inTransaction(ctx, (tx) =>
    findUnmatchedPayments(tx, 'r.order_id = any(?::uuid[]) order by r.opened_at desc, r.id desc', [
      toArray(ids),
    ]),
  )

/**
 * The shop's unmatched payments `r` with their orders and actions, in three statements.
 * @param condition trusted SQL that follows `where … and`; never built from user input
 */
export async function findUnmatchedPayments(
  tx: InTransaction<MerchantContext>,
  condition: string,
  params: unknown[],
): Promise<FoundUnmatchedPayment[]> {
  const shopId = tx.shop.id
  const rows = await tx.em.execute<
    (Record<string, unknown> & { shown_bank: string | null; manual_method: ManualMethod | null })[]
  >(
    `select r.*, coalesce(r.reference, a.reference) as reference, coalesce(a.bank_name, (
       select b.name from gateway_account b where b.shop_id = r.shop_id and b.protocol = r.protocol limit 1)) as shown_bank,
       (select m.method from manual_receipt m where m.shop_id = r.shop_id and m.id = r.receipt_id) as manual_method
     from unmatched_payment r left join payment_attempt a on a.shop_id = r.shop_id and a.id = r.attempt_id
     where r.shop_id = ? and ${condition}`,
    [shopId, ...params],
  )
  const found = rows.map(({ shown_bank: bankName, manual_method: manualMethod, ...row }) => ({
    bankName,
    manualMethod,
    unmatchedPayment: tx.em.map(UnmatchedPayment, row),
  }))
  const orders = await tx.em.find(Order, {
    shopId,
    id: { $in: found.flatMap(({ unmatchedPayment }) => unmatchedPayment.orderId ?? []) },
  })
  const actions = await tx.em.find(
    UnmatchedPaymentAction,
    { shopId, unmatchedPaymentId: { $in: found.map(({ unmatchedPayment }) => unmatchedPayment.id) } },
    { orderBy: { at: 'asc', id: 'asc' } },
  )
  const orderById = new Map(orders.map((order) => [order.id, order]))
  const actionsByPayment = Map.groupBy(actions, (action) => action.unmatchedPaymentId)
  return found.map(({ unmatchedPayment, bankName, manualMethod }) => ({
    unmatchedPayment,
    manualMethod,
    bankName,
    order: orderById.get(unmatchedPayment.orderId ?? '') ?? null,
    actions: actionsByPayment.get(unmatchedPayment.id) ?? [],
  }))
}

import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockWithdrawal } from './lock-withdrawal.ts'

/**
 * Records that the goods of a withdrawal are back, or that the buyer has proved to have sent them: from then on the refund cannot wait (Code de la consommation
 * L221-24). Stock changes with the refund.
 * @param input `at`: null for now
 * @throws OperationError NOT_FOUND, RETURN_ALREADY_RECORDED, DATE_IN_FUTURE
 */
export function recordReturn(
  ctx: MerchantContext,
  { withdrawalId, at }: { withdrawalId: string; at?: Date | null },
): Promise<{ withdrawalId: string }> {
  return inTransaction(ctx, async (tx) => {
    const { id, orderId, orderCode, returnedAt } = await lockWithdrawal(tx, withdrawalId)
    if (returnedAt) return reject('RETURN_ALREADY_RECORDED', 'withdrawalId')
    if (at && at.getTime() > Date.now()) return reject('DATE_IN_FUTURE', 'at')
    await tx.em.execute(
      'update withdrawal set returned_at = coalesce(?::timestamptz, now()) where shop_id = ? and id = ?',
      [at ?? null, tx.shop.id, id],
    )
    const by = actorOf(tx)
    await writeEvent(tx, orderId, { type: 'withdrawal.goods_returned', data: { withdrawalId: id }, by })
    writeAudit(tx, { action: 'recordReturn', subject: orderCode })
    return { withdrawalId: id }
  })
}

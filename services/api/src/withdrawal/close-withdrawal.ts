import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockWithdrawal } from './lock-withdrawal.ts'

/**
 * Closes a withdrawal without a refund of its items: the goods were unsealed, or the buyer was paid back in another way.
 * @throws OperationError NOT_FOUND, REQUIRED, WITHDRAWAL_SETTLED, CARD_NUMBER_IN_TEXT; RequestError BAD_USER_INPUT for a reason that is too long
 */
export function closeWithdrawal(
  ctx: MerchantContext,
  { withdrawalId, reason }: { withdrawalId: string; reason: string },
): Promise<{ withdrawalId: string }> {
  const closeReason = parseText(reason, 'reason') ?? reject('REQUIRED', 'reason')
  return inTransaction(ctx, async (tx) => {
    const { id, orderId, orderCode, settledAt } = await lockWithdrawal(tx, withdrawalId)
    if (settledAt) return reject('WITHDRAWAL_SETTLED', 'withdrawalId')
    await tx.em.execute(
      'update withdrawal set settled_at = now(), close_reason = ? where shop_id = ? and id = ?',
      [closeReason, tx.shop.id, id],
    )
    const by = actorOf(tx)
    await writeEvent(tx, orderId, { type: 'withdrawal.closed', data: { withdrawalId: id }, by })
    writeAudit(tx, { action: 'closeWithdrawal', subject: orderCode })
    return { withdrawalId: id }
  })
}

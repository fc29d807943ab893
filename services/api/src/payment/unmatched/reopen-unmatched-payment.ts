import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { lockUnmatchedPaymentInShop } from './lock-unmatched-payment.ts'
import { movementsOfRefund } from './unmatched-movement.ts'
import { UnmatchedPaymentAction } from './unmatched-payment-action.entity.ts'
import { writeActionEvent, writeUnmatchedPaymentAction } from './write-unmatched-payment-action.ts'

/**
 * Reopens an unmatched payment whose refund was recorded by mistake. An acceptance cannot be undone.
 * @throws OperationError NOT_FOUND, UNMATCHED_PAYMENT_NOT_REOPENABLE
 */
export function reopenUnmatchedPayment(
  ctx: MerchantContext,
  input: { unmatchedPaymentId: string; note?: string | null },
): Promise<{ unmatchedPaymentId: string }> {
  const note = parseText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const { unmatchedPayment } = await lockUnmatchedPaymentInShop(tx, input.unmatchedPaymentId)
    if (unmatchedPayment.outcome !== 'REFUNDED') return reject('UNMATCHED_PAYMENT_NOT_REOPENABLE')
    const refund = await tx.em.findOne(
      UnmatchedPaymentAction,
      { shopId: tx.shop.id, unmatchedPaymentId: unmatchedPayment.id, kind: 'REFUNDED' },
      { orderBy: { at: 'desc', id: 'desc' } },
    )
    unmatchedPayment.outcome = null
    unmatchedPayment.closedAt = null
    unmatchedPayment.closedByName = null
    const actionId = writeUnmatchedPaymentAction(tx, unmatchedPayment, { kind: 'REOPENED', note })
    await writeActionEvent(tx, unmatchedPayment, 'unmatched_payment.reopened', actionId)
    if (refund?.amount && refund.currency)
      await appendLedgerAndCommit(
        tx,
        movementsOfRefund(unmatchedPayment, {
          amount: -refund.amount,
          currency: refund.currency,
          reference: refund.bankReference ?? null,
        }),
      )
    return { unmatchedPaymentId: unmatchedPayment.id }
  })
}

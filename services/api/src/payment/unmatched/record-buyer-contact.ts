import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { lockUnmatchedPaymentInShop } from './lock-unmatched-payment.ts'
import { writeActionEvent, writeUnmatchedPaymentAction } from './write-unmatched-payment-action.ts'

/** Records that a member contacted the buyer; the unmatched payment stays open. @throws OperationError NOT_FOUND, UNMATCHED_PAYMENT_CLOSED */
export function recordBuyerContact(
  ctx: MerchantContext,
  input: { unmatchedPaymentId: string; note?: string | null },
): Promise<{ unmatchedPaymentId: string }> {
  const note = parseText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const { unmatchedPayment } = await lockUnmatchedPaymentInShop(tx, input.unmatchedPaymentId)
    if (unmatchedPayment.closedAt) return reject('UNMATCHED_PAYMENT_CLOSED')
    const actionId = writeUnmatchedPaymentAction(tx, unmatchedPayment, { kind: 'CONTACTED', note })
    await writeActionEvent(tx, unmatchedPayment, 'unmatched_payment.buyer_contacted', actionId)
    return { unmatchedPaymentId: unmatchedPayment.id }
  })
}

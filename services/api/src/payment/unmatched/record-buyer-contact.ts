import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { lockUnmatchedPaymentInShop } from './lock-unmatched-payment.ts'
import {
  describeUnmatchedPaymentAction,
  writeUnmatchedPaymentAction,
} from './write-unmatched-payment-action.ts'

/** Notes that the buyer was asked; the unmatched payment stays open. */
export function recordBuyerContact(
  ctx: MerchantContext,
  input: { unmatchedPaymentId: string; note?: string | null },
): Promise<{ unmatchedPaymentId: string }> {
  const note = parseText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const unmatchedPayment = await lockUnmatchedPaymentInShop(tx, input.unmatchedPaymentId)
    if (unmatchedPayment.closedAt) return reject('UNMATCHED_PAYMENT_CLOSED')
    writeUnmatchedPaymentAction(tx, unmatchedPayment, { kind: 'CONTACTED', note })
    describeUnmatchedPaymentAction(tx, unmatchedPayment, 'CONTACTED', note ? `: ${note}` : '')
    return { unmatchedPaymentId: unmatchedPayment.id }
  })
}

import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { lockUnmatchedPaymentInShop } from './lock-unmatched-payment.ts'
import { movementsOfRefund } from './unmatched-movement.ts'
import { writeActionEvent, writeUnmatchedPaymentAction } from './write-unmatched-payment-action.ts'

export interface RecordUnmatchedPaymentRefundInput {
  unmatchedPaymentId: string
  /** Minor units in the currency of the payment; at most the amount of the payment. */
  amount: number
  /** The bank's reference of the refund. */
  bankReference: string
  note?: string | null
}

/**
 * Records that the merchant has refunded the buyer at the bank, and closes the unmatched payment. Moves no money.
 * @throws OperationError NOT_FOUND, REQUIRED, UNMATCHED_PAYMENT_CLOSED, REFUND_AMOUNT_INVALID
 */
export function recordUnmatchedPaymentRefund(
  ctx: MerchantContext,
  input: RecordUnmatchedPaymentRefundInput,
): Promise<{ unmatchedPaymentId: string }> {
  const bankReference =
    parseText(input.bankReference, 'bankReference', 100) ?? reject('REQUIRED', 'bankReference')
  const note = parseText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const { unmatchedPayment } = await lockUnmatchedPaymentInShop(tx, input.unmatchedPaymentId)
    if (unmatchedPayment.closedAt) return reject('UNMATCHED_PAYMENT_CLOSED')
    const { amount } = input
    if (amount < 1 || (unmatchedPayment.amount && amount > unmatchedPayment.amount))
      return reject('REFUND_AMOUNT_INVALID', 'amount')
    const currency = unmatchedPayment.currency ?? tx.shop.currency
    unmatchedPayment.outcome = 'REFUNDED'
    unmatchedPayment.closedAt = new Date()
    unmatchedPayment.closedByName = tx.member.name
    const actionId = writeUnmatchedPaymentAction(tx, unmatchedPayment, {
      kind: 'REFUNDED',
      amount,
      currency,
      bankReference,
      note,
    })
    await writeActionEvent(tx, unmatchedPayment, 'unmatched_payment.refunded', actionId)
    await appendLedgerAndCommit(
      tx,
      movementsOfRefund(unmatchedPayment, { amount, currency, reference: bankReference }),
    )
    return { unmatchedPaymentId: unmatchedPayment.id }
  })
}

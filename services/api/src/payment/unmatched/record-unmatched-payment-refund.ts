import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { formatMoney } from '../../mail/format-money.ts'
import { readText } from '../../kernel/read-text.ts'
import { lockRescueInShop } from './lock-unmatched-payment.ts'
import { tellRescueStep, writeRescueStep } from './write-unmatched-payment-action.ts'

export interface RecordRescueRefundInput {
  rescueId: string
  /** Minor units of the currency taken; at most what was taken. */
  amount: number
  /** What the bank gave for the refund, by which it is found again there. */
  bankReference: string
  note?: string | null
}

/** Records that the money went back to the buyer, by the merchant's own hand at its bank; the rescue is closed. */
export function recordRescueRefund(
  ctx: MerchantContext,
  input: RecordRescueRefundInput,
): Promise<{ rescueId: string }> {
  const bankReference =
    readText(input.bankReference, 'bankReference', 100) ?? refuse('REQUIRED', 'bankReference')
  const note = readText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const rescue = await lockRescueInShop(tx, input.rescueId)
    if (rescue.closedAt) return refuse('RESCUE_CLOSED')
    const { amount } = input
    if (amount < 1 || (rescue.amount && amount > rescue.amount))
      return refuse('REFUND_AMOUNT_INVALID', 'amount')
    const currency = rescue.currency ?? tx.shop.currency
    rescue.outcome = 'REFUNDED'
    rescue.closedAt = new Date()
    rescue.closedByName = tx.member.name
    writeRescueStep(tx, rescue, { kind: 'REFUNDED', amount, currency, bankReference, note })
    tellRescueStep(
      tx,
      rescue,
      'REFUNDED',
      `${formatMoney(amount, currency, tx.shop.locale)}, ${bankReference}`,
    )
    return { rescueId: rescue.id }
  })
}

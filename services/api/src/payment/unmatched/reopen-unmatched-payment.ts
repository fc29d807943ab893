import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { readText } from '../../kernel/read-text.ts'
import { lockRescueInShop } from './lock-unmatched-payment.ts'
import { tellRescueStep, writeRescueStep } from './write-unmatched-payment-action.ts'

/** Undoes a refund that was recorded by mistake. An acceptance stays: its order is paid. @throws RESCUE_NOT_REOPENABLE */
export function reopenRescue(
  ctx: MerchantContext,
  input: { rescueId: string; note?: string | null },
): Promise<{ rescueId: string }> {
  const note = readText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const rescue = await lockRescueInShop(tx, input.rescueId)
    if (rescue.outcome !== 'REFUNDED') return refuse('RESCUE_NOT_REOPENABLE')
    rescue.outcome = null
    rescue.closedAt = null
    rescue.closedByName = null
    writeRescueStep(tx, rescue, { kind: 'REOPENED', note })
    tellRescueStep(tx, rescue, 'REOPENED', note ? `: ${note}` : '')
    return { rescueId: rescue.id }
  })
}

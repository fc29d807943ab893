import { inTransaction, type MerchantContext } from '../../app/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { readText } from '../../kernel/read-text.ts'
import { lockRescueInShop } from './lock-unmatched-payment.ts'
import { tellRescueStep, writeRescueStep } from './write-unmatched-payment-action.ts'

/** Notes that the buyer was asked; the rescue stays open. */
export function recordRescueContact(
  ctx: MerchantContext,
  input: { rescueId: string; note?: string | null },
): Promise<{ rescueId: string }> {
  const note = readText(input.note, 'note', 2000)
  return inTransaction(ctx, async (tx) => {
    const rescue = await lockRescueInShop(tx, input.rescueId)
    if (rescue.closedAt) return refuse('RESCUE_CLOSED')
    writeRescueStep(tx, rescue, { kind: 'CONTACTED', note })
    tellRescueStep(tx, rescue, 'CONTACTED', note ? `: ${note}` : '')
    return { rescueId: rescue.id }
  })
}

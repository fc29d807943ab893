import { inTransaction, type MerchantContext } from '../../context.ts'
import { refuse } from '../../errors.ts'
import { readText } from '../../member/read-text.ts'
import { lockRescueInShop } from './lock-rescue.ts'
import { tellRescueStep, writeRescueStep } from './write-rescue-step.ts'

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

import type { ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { finishedMails } from '../../../platform/telemetry/metrics.ts'

/** How a card fragment ended. `isLoss` is false when the payment had already ended and the digits were not needed. */
export type FragmentResult = { status: 'SENT' } | { status: 'FAILED'; error: string; isLoss: boolean }

/**
 * Writes the result to the mail row, and the event, in one transaction.
 * Returns false, and writes nothing, when the mail is not QUEUED: another process has already finished it.
 */
export async function finishCardFragment(
  ctx: ShopContext,
  mailId: string,
  result: FragmentResult,
): Promise<boolean> {
  const isFinished = await inTransaction(ctx, async (tx) => {
    const isSent = result.status === 'SENT'
    const [mail] = await tx.em.execute<{ order_id: string }[]>(
      `update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() end
       where shop_id = ? and id = ? and kind = 'CARD_FRAGMENT' and status = 'QUEUED' returning order_id`,
      [result.status, isSent ? null : result.error, isSent, tx.shop.id, mailId],
    )
    if (!mail) return false
    const data = { mailId }
    if (isSent) await writeEvent(tx, mail.order_id, { type: 'card.fragment_sent', data, by: 'system' })
    else if (result.isLoss)
      await writeEvent(tx, mail.order_id, { type: 'card.fragment_lost', data, by: 'system' })
    return true
  })
  if (isFinished) finishedMails.inc({ kind: 'CARD_FRAGMENT', state: result.status })
  return isFinished
}

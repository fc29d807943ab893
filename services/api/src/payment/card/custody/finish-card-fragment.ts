import type { ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { executeAndCommit } from '../../../platform/db/execute-and-commit.ts'
import { insertEvent, prepareEvent } from '../../../event/write-event.ts'
import { finishedMails } from '../../../platform/telemetry/metrics.ts'

/** How a card fragment ended. `isLoss` is false when the payment had already ended and the digits were not needed. */
export type FragmentResult = { status: 'SENT' } | { status: 'FAILED'; error: string; isLoss: boolean }

/**
 * Writes the result to the row of the order's mail, and the event, with one statement.
 * Returns false, and writes nothing, when the mail is not QUEUED: another process has already finished it.
 */
export async function finishCardFragment(
  ctx: ShopContext,
  { id: mailId, orderId }: { id: string; orderId: string },
  result: FragmentResult,
): Promise<boolean> {
  const isFinished = await inTransaction(ctx, async (tx) => {
    const isSent = result.status === 'SENT'
    const params = [result.status, isSent ? null : result.error, isSent, tx.shop.id, mailId, orderId]
    const type = eventOf(result)
    if (type === null) return (await executeAndCommit(tx.em, FINISH, params)).length > 0
    const event = prepareEvent(tx, orderId, { type, data: { mailId }, by: 'system' })
    const sql = `
      with finished as (${FINISH}), numbered as (
        update "order" o set event_count = o.event_count + 1 from finished
        where o.shop_id = finished.shop_id and o.id = finished.order_id returning o.event_count
      ), event as (${insertEvent('numbered')})
      select order_id from finished`
    return (await executeAndCommit(tx.em, sql, [...params, JSON.stringify(event)])).length > 0
  })
  if (isFinished) finishedMails.inc({ kind: 'CARD_FRAGMENT', state: result.status })
  return isFinished
}

const FINISH = `
  update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() end
  where shop_id = ? and id = ? and order_id = ? and kind = 'CARD_FRAGMENT' and status = 'QUEUED'
  returning shop_id, order_id`

function eventOf(result: FragmentResult): 'card.fragment_sent' | 'card.fragment_lost' | null {
  if (result.status === 'SENT') return 'card.fragment_sent'
  return result.isLoss ? 'card.fragment_lost' : null
}

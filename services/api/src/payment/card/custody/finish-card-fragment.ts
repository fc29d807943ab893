import type { ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

/** How a card fragment ended. `isLoss` is false when the payment had already ended and the digits were not needed. */
export type FragmentResult = { status: 'SENT' } | { status: 'FAILED'; error: string; isLoss: boolean }

/**
 * Writes the result to the mail row and to the order's timeline, in one transaction.
 * Returns false, and writes nothing, when the mail is not QUEUED: another process has already finished it.
 */
export const finishCardFragment = (
  ctx: ShopContext,
  mailId: string,
  result: FragmentResult,
): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const isSent = result.status === 'SENT'
    const [mail] = await tx.em.execute<{ order_id: string }[]>(
      `update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() end
       where shop_id = ? and id = ? and kind = 'CARD_FRAGMENT' and status = 'QUEUED' returning order_id`,
      [result.status, isSent ? null : result.error, isSent, tx.shop.id, mailId],
    )
    if (!mail) return false
    const order = { id: mail.order_id, shopId: tx.shop.id }
    if (isSent)
      writeOrderEvent(tx, order, {
        kind: 'FRAGMENT_SENT',
        by: 'system',
        message: cardTimelineMessage('fragmentSent', tx.shop.locale),
      })
    else if (result.isLoss)
      writeOrderEvent(tx, order, {
        kind: 'FRAGMENT_LOST',
        by: 'system',
        message: cardTimelineMessage('fragmentLost', tx.shop.locale),
      })
    await tx.em.flush()
    return true
  })

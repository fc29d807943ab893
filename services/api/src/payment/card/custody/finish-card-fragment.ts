import { inTransaction, type ShopContext } from '../../../app/context.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

/** How the fragment's mail ended: left, or lost with its digits. A payment that ended before needs it no more. */
export type FragmentResult = { status: 'SENT' } | { status: 'FAILED'; error: string; isLoss: boolean }

/**
 * Marks a fragment's mail and says so on its order, in one transaction. False when the mail is not QUEUED any more:
 * whoever came first has said it.
 */
export const finishCardFragment = (ctx: ShopContext, mailId: string, end: FragmentResult): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const [mail] = await tx.em.execute<{ order_id: string }[]>(
      `update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() end
       where shop_id = ? and id = ? and kind = 'CARD_FRAGMENT' and status = 'QUEUED' returning order_id`,
      [end.status, end.status === 'FAILED' ? end.error : null, end.status === 'SENT', tx.shop.id, mailId],
    )
    if (!mail) return false
    const order = { id: mail.order_id, shopId: tx.shop.id }
    const by = 'system'
    if (end.status === 'SENT')
      writeOrderEvent(tx, order, {
        kind: 'FRAGMENT_SENT',
        by,
        message: cardTimelineMessage('fragmentSent', tx.shop.locale),
      })
    else if (end.isLoss)
      writeOrderEvent(tx, order, {
        kind: 'FRAGMENT_LOST',
        by,
        message: cardTimelineMessage('fragmentLost', tx.shop.locale),
      })
    await tx.em.flush()
    return true
  })

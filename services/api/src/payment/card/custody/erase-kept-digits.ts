import type { Process, ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { dueRowsTask } from '../../../shop/due-rows-task.ts'

export interface ErasureCount {
  erased: number
  /** Number of those that are due but could not be erased. */
  failed: number
}

const eraseKeptCard = (ctx: ShopContext, paymentId: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    // Locks the order first, as every operation that ends a card payment does, to avoid deadlocks.
    await tx.em.execute(
      `select from "order" o join card_payment p on p.shop_id = o.shop_id and p.order_id = o.id
       where p.shop_id = ? and p.id = ? for no key update of o`,
      [tx.shop.id, paymentId],
    )
    const [erased] = await tx.em.execute<{ order_id: string }[]>(
      `with erased as (
         delete from card_kept where shop_id = ? and payment_id = ? and erase_at <= now() returning payment_id
       )
       update card_payment p set expiry_month = null, expiry_year = null
       from erased e where p.shop_id = ? and p.id = e.payment_id returning p.order_id`,
      [tx.shop.id, paymentId, tx.shop.id],
    )
    if (!erased) return false
    await writeEvent(tx, erased.order_id, {
      type: 'card.kept_digits_erased',
      data: { paymentId },
      by: 'system',
    })
    return true
  })

const task = dueRowsTask('due_kept_card', eraseKeptCard, 'Kept digits could not be erased; will retry')

/**
 * Scheduled task: erases kept digits and expiry dates whose shop's retention period has ended. The payments stay OPEN,
 * because certifying needs neither. A card that cannot be erased is logged and does not hold up the others.
 */
export async function eraseKeptDigits(app: Process, maxMs?: number): Promise<ErasureCount> {
  const { processed, failed } = await task(app, maxMs)
  return { erased: processed, failed }
}

import type { Process, ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'

const BATCH_SIZE = 500

export interface ErasureCount {
  erased: number
  /** Number of those that are due but could not be erased. */
  failed: number
}

/**
 * Scheduled task: erases kept digits and expiry dates whose shop's retention period has ended. The payments stay OPEN,
 * because certifying needs neither. A card that cannot be erased is logged and does not hold up the others.
 */
export async function eraseKeptDigits(app: Process): Promise<ErasureCount> {
  const failed = new Set<string>()
  let erased = 0
  const eraseOnce = async (ctx: ShopContext, paymentId: string): Promise<void> => {
    if (failed.has(paymentId)) return
    try {
      if (await eraseKeptCard(ctx, paymentId)) erased++
    } catch (error) {
      failed.add(paymentId)
      throw error
    }
  }
  for (;;) {
    const processedBefore = erased + failed.size
    // Cards that failed remain due and come first, so each batch is made large enough for them and the new ones.
    await processDueRows(
      app,
      ['select * from due_kept_cards(?)', BATCH_SIZE + failed.size],
      eraseOnce,
      'Kept digits could not be erased; will retry',
    )
    if (erased + failed.size === processedBefore) return { erased, failed: failed.size }
  }
}

const eraseKeptCard = (ctx: ShopContext, paymentId: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    // The order first, as everybody else who ends a card payment locks it, to avoid deadlocks.
    await tx.em.execute(
      `select from "order" o join card_payment p on p.shop_id = o.shop_id and p.order_id = o.id
       where p.shop_id = ? and p.id = ? for update of o`,
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

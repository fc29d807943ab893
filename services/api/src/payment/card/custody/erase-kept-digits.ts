import type { Process, ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { loadShop } from '../../../shop/load-shop.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

const BATCH_SIZE = 500

/**
 * Scheduled task: erases kept digits and expiry dates whose shop's retention period has ended. The payments stay OPEN,
 * because certifying needs neither. Returns the number of erased cards.
 */
export async function eraseKeptDigits(app: Process): Promise<number> {
  let total = 0
  for (;;) {
    const due = await app.orm.em
      .fork()
      .execute<{ shop_id: string; id: string }[]>('select * from due_kept_cards(?)', [BATCH_SIZE])
    let erased = 0
    for (const { shop_id, id } of due) {
      const shop = await loadShop(app, shop_id)
      if (shop && (await eraseKeptCard({ app, shop, language: shop.locale }, id))) erased++
    }
    total += erased
    if (due.length < BATCH_SIZE || erased === 0) return total
  }
}

const eraseKeptCard = (ctx: ShopContext, paymentId: string): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const [erased] = await tx.em.execute<{ order_id: string }[]>(
      `with erased as (
         delete from card_kept where shop_id = ? and payment_id = ? and erase_at <= now() returning payment_id
       )
       update card_payment p set expiry_month = null, expiry_year = null
       from erased e where p.shop_id = ? and p.id = e.payment_id returning p.order_id`,
      [tx.shop.id, paymentId, tx.shop.id],
    )
    if (!erased) return false
    writeOrderEvent(
      tx,
      { id: erased.order_id, shopId: tx.shop.id },
      { kind: 'KEPT_ERASED', by: 'system', message: cardTimelineMessage('keptExpired', tx.shop.locale) },
    )
    await tx.em.flush()
    return true
  })

import type { Api, ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { dayOf } from '../../../platform/crypto/day-keys.ts'
import { writeEvent } from '../../../event/write-event.ts'

const DAY_MS = 86_400_000

/**
 * Scheduled task: checks that the api process has every key that stored kept digits need, and tomorrow's keys. A lost or
 * unreadable key is logged and reported on each order that needs it. The digits are not erased, since the key may be restored.
 */
export async function checkKeptDigitsKeys(app: Api): Promise<void> {
  const tomorrow = dayOf(new Date(Date.now() + DAY_MS))
  if (!app.keptDigitsKeys.has(tomorrow) || !app.fragmentSealer.has(tomorrow))
    app.log.error({ day: tomorrow }, 'Keys for tomorrow are missing: run make-keys, or no card can be taken')
  const used = await app.orm.em
    .fork()
    .execute<{ shop_id: string; key_id: string }[]>('select * from kept_keys_in_use()')
  for (const { shop_id, key_id } of used.filter(({ key_id }) => !app.keptDigitsKeys.has(key_id))) {
    const shop = await app.shops.find('id', shop_id)
    if (!shop) continue
    app.log.error(
      { key: key_id, shop: shop.slug },
      'A key of kept digits is lost: restore it, or ask the buyers for their cards again',
    )
    await reportLostKey({ app, shop, language: shop.locale }, key_id)
  }
}

/** Writes one event per open card payment, however often the task runs. */
const reportLostKey = (ctx: ShopContext, keyId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const payments = await tx.em.execute<{ id: string; order_id: string }[]>(
      `select p.id, p.order_id from card_kept k join card_payment p on p.shop_id = k.shop_id and p.id = k.payment_id
       where k.shop_id = ? and k.key_id = ? and p.status = 'OPEN' and not exists (select from domain_event e
         where e.shop_id = p.shop_id and e.stream_id = p.order_id and e.type = 'card.kept_digits_lost'
           and e.data->>'paymentId' = p.id::text)`,
      [tx.shop.id, keyId],
    )
    for (const { id: paymentId, order_id } of payments)
      await writeEvent(tx, order_id, { type: 'card.kept_digits_lost', data: { paymentId }, by: 'system' })
  })

import { inTransaction, type WorkerApp } from '../context.ts'
import { loadShop } from '../shop/load-shop.ts'
import { lockOrderInShop } from './lock-order.ts'
import { moveOrder } from './move-order.ts'
import { nextStatus } from './order-status.ts'

const MOST_AT_ONCE = 100

/** Ends the orders that nobody paid in their shop's time; their stock goes back. Runs again and again. */
export async function expireOrders(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>('select shop_id, id from due_orders(?)', [MOST_AT_ONCE])
  for (const { shop_id: shopId, id } of due)
    await expireOrder(app, shopId, id).catch((error: unknown) =>
      app.log.error({ err: error, order: id }, 'An order was not expired'),
    )
}

async function expireOrder(app: WorkerApp, shopId: string, id: string): Promise<void> {
  const shop = await loadShop(app, shopId)
  if (!shop) return
  await inTransaction({ app, shop, language: shop.locale }, async (tx) => {
    const order = await lockOrderInShop(tx, { id })
    if (!order || nextStatus(order.status, 'delayPassed') === null) return
    // Said to be due a moment ago; a payment may have begun since.
    const [still] = await tx.em.execute<object[]>('select from due_orders(?) d where d.id = ?', [
      1_000_000,
      id,
    ])
    if (still)
      await moveOrder(tx, order, 'delayPassed', {
        kind: 'EXPIRED',
        by: 'system',
        message: EXPIRED[shop.locale],
      })
  })
}

const EXPIRED = { fr: 'Commande expirée, faute de paiement', en: 'Order expired, not paid in time' }

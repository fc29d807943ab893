import { inTransaction, type WorkerApp, type WorkerContext } from '../app/context.ts'
import { processDueRows } from '../shop/process-due-rows.ts'
import { lockOrderInShop } from './lock-order.ts'
import { moveOrder } from './move-order.ts'
import { nextStatus } from './order-status.ts'

const MOST_AT_ONCE = 100

/** Ends the orders that nobody paid in their shop's time; their stock goes back. Runs again and again. */
export const expireOrders = (app: WorkerApp): Promise<void> =>
  processDueRows(app, ['select * from due_orders(?)', MOST_AT_ONCE], expireOrder, 'An order was not expired')

const expireOrder = (ctx: WorkerContext, id: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
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
        message: EXPIRED[ctx.shop.locale],
      })
  })

const EXPIRED = { fr: 'Commande expirée, faute de paiement', en: 'Order expired, not paid in time' }

import { inTransaction, type WorkerApp, type WorkerContext } from '../../context.ts'
import { Mail } from '../../mail/mail.entity.ts'
import { isComing } from '../../platform/queue.ts'
import { loadShop } from '../../shop/load-shop.ts'
import { endFragment } from './end-fragment.ts'

/**
 * Finds fragments that wait to be mailed while Redis has lost their job, and says so on their orders. The job was
 * queued before the row, and leaves Redis only after the row is marked: a row without one is a loss.
 */
export async function watchFragments(app: WorkerApp): Promise<void> {
  const waiting = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>("select * from waiting_fragments(interval '30 seconds', 500)")
  for (const { shop_id, id } of waiting) {
    const shop = await loadShop(app, shop_id)
    if (shop) await watchFragment({ app, shop, language: shop.locale }, id)
  }
}

async function watchFragment(ctx: WorkerContext, id: string): Promise<void> {
  const mail = await inTransaction(ctx, (tx) => tx.em.findOne(Mail, { id, shopId: tx.shop.id }))
  if (!mail?.paymentId || (await isComing(ctx.app.queues.fragment, mail.paymentId))) return
  const end = { status: 'FAILED', error: 'The queue lost the digits.', isLoss: true } as const
  if (await endFragment(ctx, id, end))
    ctx.app.log.error({ payment: mail.paymentId }, 'The queue lost a fragment')
}

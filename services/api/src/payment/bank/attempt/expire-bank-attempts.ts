import { inTransaction, type WorkerApp } from '../../../context.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { loadShop } from '../../../shop/load-shop.ts'
import { lockAttempt } from './lock-attempt.ts'
import { unheardText } from '../texts.ts'

/** Closes attempts of which the bank never spoke within the shop's delay; a late payment still opens them again. */
export async function expireBankAttempts(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>('select * from due_bank_attempts(200)')
  for (const { shop_id, id } of due) await expireBankAttempt(app, shop_id, id)
}

async function expireBankAttempt(app: WorkerApp, shopId: string, id: string): Promise<void> {
  const shop = await loadShop(app, shopId)
  if (!shop) return
  await inTransaction({ app, shop, language: shop.locale }, async (tx) => {
    const found = await lockAttempt(tx, { id })
    if (found?.attempt.status !== 'OPEN') return
    const { attempt, order } = found
    attempt.status = 'EXPIRED'
    attempt.updatedAt = new Date()
    writeOrderEvent(tx, order, {
      kind: 'BANK_EXPIRED',
      by: 'system',
      message: unheardText(shop.locale, attempt.bankName, attempt.reference),
    })
    await tx.em.flush()
  })
}

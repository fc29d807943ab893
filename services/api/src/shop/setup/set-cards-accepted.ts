import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { loadShopReadiness, type ShopReadiness } from './load-shop-readiness.ts'

/** Decides whether buyers may give a card number, whose payment a member keys at the bank. Payment at a bank stays first. */
export function setCardsAccepted(
  ctx: MerchantContext,
  { accepted }: { accepted: boolean },
): Promise<ShopReadiness> {
  return inTransaction(ctx, async (tx) => {
    const [changed] = await tx.em.execute<object[]>(
      `update shop set payment_modes = case when ? then array_append(payment_modes, 'CARD') else array_remove(payment_modes, 'CARD') end
       where id = ? and ('CARD' = any(payment_modes)) <> ? returning 1 as one`,
      [accepted, tx.shop.id, accepted],
    )
    if (changed)
      writeAudit(tx, { action: 'changeShopSettings', subject: `cardsAccepted: ${!accepted} → ${accepted}` })
    return loadShopReadiness({ ...tx, readTransaction: tx.em })
  })
}

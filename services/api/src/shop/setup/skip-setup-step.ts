import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { loadShopReadiness, type SetupStepCode, type ShopReadiness } from './load-shop-readiness.ts'

/** Sets a step of the set-up aside, or takes it up again. It stays open: skipping a required step does not make the shop sell. */
export function skipSetupStep(
  ctx: MerchantContext,
  { step, skipped }: { step: SetupStepCode; skipped: boolean },
): Promise<ShopReadiness> {
  return inTransaction(ctx, async (tx) => {
    const [changed] = await tx.em.execute<object[]>(
      `update shop set skipped_setup_steps = array_remove(skipped_setup_steps, ?) || case when ? then array[?] else '{}' end
       where id = ? and (? = any(skipped_setup_steps)) <> ? returning 1 as one`,
      [step, skipped, step, tx.shop.id, step, skipped],
    )
    if (changed)
      writeAudit(
        tx,
        skipped ? { action: 'skipSetupStep', subject: step } : { action: 'resumeSetupStep', subject: step },
      )
    return loadShopReadiness({ ...tx, readTransaction: tx.em })
  })
}

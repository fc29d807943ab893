import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockDiscounts } from './load-discounts.ts'

/**
 * Removes a discount; orders keep what it took off.
 * @param input `version` is that of the discount that the member saw; absent to remove whatever is stored
 * @throws OperationError NOT_FOUND, SETTINGS_CHANGED_MEANWHILE
 */
export const removeDiscount = (
  ctx: MerchantContext,
  { id, version }: { id: string; version?: number | null | undefined },
): Promise<object> =>
  inTransaction(ctx, async (tx) => {
    const discount = (await lockDiscounts(tx)).find((one) => one.id === id)
    if (!discount) return reject('NOT_FOUND', 'id')
    if (version && version !== discount.version) reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('delete from discount where shop_id = ? and id = ?', [tx.shop.id, id])
    writeAudit(tx, { action: 'removeDiscount', subject: discount.name })
    await tx.em.flush()
    return {}
  })

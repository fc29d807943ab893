import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockShippingSettings } from './load-shipping-settings.ts'

/**
 * Removes a shipping method; orders keep its name and price.
 * @param input `version` is that of the method that the member saw; absent to remove whatever is stored
 * @throws OperationError NOT_FOUND, SETTINGS_CHANGED_MEANWHILE
 */
export const removeShippingMethod = (
  ctx: MerchantContext,
  { id, version }: { id: string; version?: number | null | undefined },
): Promise<object> =>
  inTransaction(ctx, async (tx) => {
    const { zones, pickupPoints } = await lockShippingSettings(tx)
    const methods = [...zones.flatMap((zone) => zone.methods), ...pickupPoints]
    const method = methods.find((one) => one.id === id)
    if (!method) return reject('NOT_FOUND', 'id')
    if (version && version !== method.version) reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('delete from shipping_method where shop_id = ? and id = ?', [tx.shop.id, id])
    writeAudit(tx, { action: 'removeShippingMethod', subject: method.name })
    await tx.em.flush()
    return {}
  })

import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { lockShippingSettings } from './load-shipping-settings.ts'

/**
 * Removes a shipping zone with its methods; orders keep what they were placed with.
 * @param input `version` is that of the zone that the member saw; absent to remove whatever is stored
 * @throws OperationError NOT_FOUND, SETTINGS_CHANGED_MEANWHILE
 */
export const removeShippingZone = (
  ctx: MerchantContext,
  { id, version }: { id: string; version?: number | null | undefined },
): Promise<object> =>
  inTransaction(ctx, async (tx) => {
    const zone = (await lockShippingSettings(tx)).zones.find((one) => one.id === id)
    if (!zone) return reject('NOT_FOUND', 'id')
    if (version && version !== zone.version) reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('delete from shipping_zone where shop_id = ? and id = ?', [tx.shop.id, id])
    const methods = zone.methods.map(({ name }) => name).join(', ')
    writeAudit(tx, {
      action: 'removeShippingZone',
      subject: methods ? `${zone.name}: ${methods}` : zone.name,
    })
    await tx.em.flush()
    return {}
  })

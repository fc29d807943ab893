import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { lockShippingSettings, type ShippingMethod } from './load-shipping-settings.ts'

/**
 * Sets the order in which buyers see the methods of a zone, or the pickup points without one; `ids` contains each of them once.
 * @throws OperationError NOT_FOUND
 */
export const sortShippingMethods = (
  ctx: MerchantContext,
  { zoneId, ids }: { zoneId?: string | null; ids: readonly string[] },
): Promise<{ methods: ShippingMethod[] }> =>
  inTransaction(ctx, async (tx) => {
    const { zones, pickupPoints } = await lockShippingSettings(tx)
    const methods = zoneId ? zones.find(({ id }) => id === zoneId)?.methods : pickupPoints
    if (!methods) return reject('NOT_FOUND', 'zoneId')
    const isComplete = ids.length === methods.length && new Set(ids).size === ids.length
    if (!isComplete || !methods.every(({ id }) => ids.includes(id))) return reject('NOT_FOUND', 'ids')
    await tx.em.execute(
      `update shipping_method m set position = array_position(?::uuid[], m.id) where m.shop_id = ? and m.id = any (?::uuid[])`,
      [toArray(ids), tx.shop.id, toArray(ids)],
    )
    const sorted = methods.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    writeAudit(tx, { action: 'sortShippingMethods', subject: sorted.map(({ name }) => name).join(', ') })
    await tx.em.flush()
    return { methods: sorted }
  })

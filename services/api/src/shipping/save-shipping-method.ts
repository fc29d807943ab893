import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { OperationError, reject, RequestError, type UserError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import {
  checkShippingMethod,
  type ShippingMethodFields,
  type ShippingMethodInput,
} from './check-shipping-method.ts'
import { lockShippingSettings, type ShippingMethod } from './load-shipping-settings.ts'

const MAX_METHODS = 500

const AUDITED = [
  'name',
  'description',
  'kind',
  'price',
  'tiers',
  'freeFrom',
  'pickupAddress',
  'openingHours',
  'enabled',
] as const satisfies (keyof ShippingMethodFields)[]

/**
 * Creates or changes a shipping method, or a place where buyers collect their orders. Amounts in minor units, including tax.
 * @throws OperationError with every REQUIRED, AMOUNT_INVALID, TIERS_NOT_ASCENDING and NOT_FOUND (of the method or its zone);
 * SETTINGS_CHANGED_MEANWHILE
 */
export function saveShippingMethod(
  ctx: MerchantContext,
  input: ShippingMethodInput,
): Promise<{ method: ShippingMethod }> {
  const problems: UserError[] = []
  const fields = checkShippingMethod(input, problems)
  return inTransaction(ctx, async (tx) => {
    const { zones, pickupPoints } = await lockShippingSettings(tx)
    const methods = [...zones.flatMap((zone) => zone.methods), ...pickupPoints]
    const before = methods.find(({ id }) => id === input.id) ?? null
    if (input.id && !before) problems.push({ code: 'NOT_FOUND', field: ['id'] })
    if (fields.zoneId && !zones.some(({ id }) => id === fields.zoneId))
      problems.push({ code: 'NOT_FOUND', field: ['zoneId'] })
    if (problems.length > 0) throw new OperationError(...problems)
    if (!before && methods.length >= MAX_METHODS)
      throw new RequestError('BAD_USER_INPUT', `A shop has at most ${MAX_METHODS} shipping methods.`)
    const changes = describeChanges<Partial<ShippingMethodFields>>(before ?? {}, fields, AUDITED)
    if (before && changes === '' && before.zoneId === fields.zoneId) return { method: before }
    if (before && input.version && input.version !== before.version)
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const method = { ...fields, id: before?.id ?? v7(), version: (before?.version ?? 0) + 1 }
    await tx.em.execute(UPSERT, [
      tx.shop.id,
      method.id,
      method.zoneId,
      method.name,
      method.description,
      method.kind,
      method.price,
      JSON.stringify(method.tiers),
      method.freeFrom,
      method.pickupAddress,
      method.openingHours,
      method.enabled,
      method.version,
      tx.shop.id,
    ])
    writeAudit(tx, { action: 'saveShippingMethod', subject: `${before?.name ?? method.name}: ${changes}` })
    await tx.em.flush()
    return { method }
  })
}

// A new method comes last.
const UPSERT = `
  insert into shipping_method (shop_id, id, zone_id, name, description, kind, price, tiers, free_from, pickup_address, opening_hours,
    enabled, version, position)
  values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?,
    (select coalesce(max(position), 0) + 1 from shipping_method where shop_id = ?))
  on conflict (shop_id, id) do update set zone_id = excluded.zone_id, name = excluded.name, description = excluded.description,
    kind = excluded.kind, price = excluded.price, tiers = excluded.tiers, free_from = excluded.free_from,
    pickup_address = excluded.pickup_address, opening_hours = excluded.opening_hours, enabled = excluded.enabled,
    version = excluded.version`

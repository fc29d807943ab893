import { v7, validate } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { reject, RequestError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { checkDiscount, type DiscountFields, type DiscountInput } from './check-discount.ts'
import { lockDiscounts, selectDiscounts, type MerchantDiscount } from './load-discounts.ts'

const MAX_DISCOUNTS = 2_000

/**
 * Creates or changes a discount. Amounts in minor units, including tax. A limit by e-mail address counts the orders placed since it was set.
 * @throws OperationError as checkDiscount; NOT_FOUND, DISCOUNT_CODE_TAKEN, SETTINGS_CHANGED_MEANWHILE
 */
export function saveDiscount(
  ctx: MerchantContext,
  input: DiscountInput,
): Promise<{ discount: MerchantDiscount }> {
  const fields = checkDiscount(input)
  if (input.id && !validate(input.id)) return reject('NOT_FOUND', 'id')
  return inTransaction(ctx, async (tx) => {
    // One change at a time, so that a code is taken once.
    const all = await lockDiscounts(tx)
    const before = all.find(({ id }) => id === input.id) ?? null
    if (input.id && !before) return reject('NOT_FOUND', 'id')
    if (fields.code && all.some(({ id, code }) => id !== input.id && code === fields.code))
      reject('DISCOUNT_CODE_TAKEN', 'code')
    if (fields.collectionId && !(await collectionExists(tx, fields.collectionId)))
      reject('NOT_FOUND', 'collectionId')
    if (!before && all.length >= MAX_DISCOUNTS)
      throw new RequestError('BAD_USER_INPUT', `A shop has at most ${MAX_DISCOUNTS} discounts.`)
    const changes = describeChanges(toAudit(before), toAudit(fields), AUDITED)
    if (before && changes === '') return { discount: before }
    if (before && input.version && input.version !== before.version)
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const id = before?.id ?? v7()
    await upsert(tx, id, fields)
    writeAudit(tx, { action: 'saveDiscount', subject: `${before?.name ?? fields.name}: ${changes}` })
    await tx.em.flush()
    const [discount] = await selectDiscounts(tx, id)
    if (!discount) throw new Error('The discount was not stored')
    return { discount }
  })
}

const AUDITED = [
  'name',
  'code',
  'kind',
  'basisPoints',
  'amount',
  'collectionId',
  'minimumAmount',
  'startsAt',
  'endsAt',
  'maxUses',
  'maxUsesPerEmail',
  'enabled',
] as const

type Audited = Record<(typeof AUDITED)[number], unknown>

const toAudit = (discount: DiscountFields | null): Partial<Audited> =>
  discount
    ? {
        ...discount,
        startsAt: new Date(discount.startsAt).toISOString(),
        endsAt: discount.endsAt === null ? null : new Date(discount.endsAt).toISOString(),
      }
    : {}

async function collectionExists(tx: InTransaction<MerchantContext>, id: string): Promise<boolean> {
  if (!validate(id)) return false
  const found = await tx.em.execute<object[]>('select from collection where shop_id = ? and id = ?', [
    tx.shop.id,
    id,
  ])
  return found.length > 0
}

const upsert = (tx: InTransaction<MerchantContext>, id: string, fields: DiscountFields): Promise<object[]> =>
  tx.em.execute(UPSERT, [
    tx.shop.id,
    id,
    fields.name,
    fields.code,
    fields.kind,
    fields.basisPoints,
    fields.amount,
    fields.collectionId,
    fields.minimumAmount,
    new Date(fields.startsAt),
    fields.endsAt === null ? null : new Date(fields.endsAt),
    fields.maxUses,
    fields.maxUsesPerEmail,
    fields.enabled,
  ])

const UPSERT = `
  with saved as (
    insert into discount as d (shop_id, id, name, code, kind, basis_points, amount, collection_id, minimum_amount, starts_at, ends_at,
      max_uses, max_uses_per_email, enabled)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (shop_id, id) do update set name = excluded.name, code = excluded.code, kind = excluded.kind,
      basis_points = excluded.basis_points, amount = excluded.amount, collection_id = excluded.collection_id,
      minimum_amount = excluded.minimum_amount, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      max_uses = excluded.max_uses, max_uses_per_email = excluded.max_uses_per_email, enabled = excluded.enabled,
      version = d.version + 1
    returning shop_id, id, max_uses
  )
  insert into discount_use_count as c (shop_id, discount_id, email_key, uses, max_uses)
    select shop_id, id, '', 0, max_uses from saved
  on conflict (shop_id, discount_id, email_key) do update
    set max_uses = excluded.max_uses, excess = greatest(0, c.uses - excluded.max_uses)`

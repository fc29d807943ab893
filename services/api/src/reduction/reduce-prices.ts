import { v7, validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { OperationError, RequestError, type UserError } from '../kernel/errors.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { beginReductions } from './begin-reductions.ts'
import { lockProductsOf, renewProductsOf } from './products-of-variants.ts'
import { selectPriceReductions, type PriceReduction } from './load-price-reductions.ts'
import { selectLowestPriceBefore } from './select-prior-price.ts'

const MAX_REDUCTIONS = 500

export interface ReducePricesInput {
  reductions: {
    variantId: string
    /** Minor units, tax included. */
    price: number
    /** The price that the member saw; absent to reduce whatever is stored. */
    expectedPrice?: number | null | undefined
  }[]
  /** Absent, or not in the future: at once. */
  startsAt?: Date | null | undefined
  /** Then the variants return to the prices that they had before; absent: not by themselves. */
  endsAt?: Date | null | undefined
}

/**
 * Reduces prices and announces it, at once or at a time to come: buyers see the lowest price of the 30 days before crossed out, which nobody types.
 * @throws OperationError with every PERIOD_INVALID, NOT_FOUND, VARIANT_REPEATED, PRICE_NOT_REDUCED, REDUCTION_RUNNING and
 * SETTINGS_CHANGED_MEANWHILE; RequestError for more than 500 variants
 */
export async function reducePrices(
  ctx: MerchantContext,
  { reductions, startsAt, endsAt }: ReducePricesInput,
): Promise<{ reductions: PriceReduction[] }> {
  if (reductions.length > MAX_REDUCTIONS)
    throw new RequestError('BAD_USER_INPUT', `At most ${MAX_REDUCTIONS} prices are reduced at once.`)
  if (reductions.length === 0) return { reductions: [] }
  const now = new Date()
  const start = startsAt && startsAt > now ? startsAt : null
  if (endsAt && endsAt <= (start ?? now))
    throw new OperationError({ code: 'PERIOD_INVALID', field: ['endsAt'] })
  const ids = reductions.map(({ variantId }) => variantId.toLowerCase())
  return inTransaction(ctx, async (tx) => {
    await lockProductsOf(
      tx,
      ids.filter((id) => isUuid(id)),
    )
    const stored = await lockVariants(tx, ids, start)
    const problems = reductions.flatMap((reduction, index) =>
      problemsOf(reduction, stored.get(ids[index] ?? ''), start !== null).map(([code, field]): UserError => ({
        code,
        field: ['reductions', String(index), field],
      })),
    )
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) !== index)
        problems.push({ code: 'VARIANT_REPEATED', field: ['reductions', String(index), 'variantId'] })
    if (problems.length > 0) throw new OperationError(...problems)
    await tx.em.execute(PLAN, [
      tx.shop.id,
      start ?? now,
      endsAt ?? null,
      JSON.stringify(reductions.map(({ variantId, price }) => ({ id: v7(), variant_id: variantId, price }))),
    ])
    if (!start) {
      await beginReductions(tx, ids)
      await renewProductsOf(tx, ids)
    }
    const subject = reductions.map(({ price }, index) => {
      const before = stored.get(ids[index] ?? '')
      return `${before?.sku}: ${before?.price} → ${price}`
    })
    const period = [start, endsAt].map((at) => at?.toISOString() ?? '').join(' – ')
    writeAudit(tx, {
      action: 'reducePrices',
      subject: `${subject.join('; ')}${start || endsAt ? ` (${period})` : ''}`.slice(0, 2000),
    })
    notifyAfterCommit(tx.em, tx.app, 'shop_changed')
    await tx.em.flush()
    return { reductions: await selectPriceReductions(tx, 'v.id', ids) }
  })
}

interface StoredVariant {
  id: string
  sku: string
  price: number
  isReduced: boolean
  /** Of the 30 days before the reduction would begin. */
  lowestPrice: number
  isRunning: boolean
}

/** The variants, locked in one order. */
async function lockVariants(
  tx: InTransaction<MerchantContext>,
  ids: readonly string[],
  start: Date | null,
): Promise<Map<string, StoredVariant>> {
  const wanted = toArray(ids.filter((id) => isUuid(id)))
  await tx.em.execute(
    'select from variant where shop_id = ? and id = any(?::uuid[]) order by id for no key update',
    [tx.shop.id, wanted],
  )
  const rows = await tx.em.execute<StoredVariant[]>(
    `select v.id, v.sku, v.price, v.reduced_since is not null as "isReduced",
       least(v.price, ${selectLowestPriceBefore('v', 'i.at')}) as "lowestPrice",
       exists (select from planned_reduction r where r.shop_id = v.shop_id and r.variant_id = v.id and r.regular_price is not null
         and v.price = r.price) as "isRunning"
     from variant v, (select coalesce(?::timestamptz, now()) as at) i where v.shop_id = ? and v.id = any(?::uuid[])`,
    [start, tx.shop.id, wanted],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function problemsOf(
  { price, expectedPrice }: ReducePricesInput['reductions'][number],
  stored: StoredVariant | undefined,
  isPlanned: boolean,
): [UserError['code'], string][] {
  if (!stored) return [['NOT_FOUND', 'variantId']]
  if (expectedPrice != null && expectedPrice !== stored.price)
    return [['SETTINGS_CHANGED_MEANWHILE', 'price']]
  if (isPlanned && stored.isRunning) return [['REDUCTION_RUNNING', 'price']]
  return price < 0 || price >= stored.lowestPrice ? [['PRICE_NOT_REDUCED', 'price']] : []
}

// A reduction that falls further while it runs still ends at the price of before it. One that was left over has no meaning any more.
const PLAN = `
  with input as (select ?::uuid as shop_id, ?::timestamptz as starts_at, ?::timestamptz as ends_at), rows as (
    select input.shop_id, r.id, r.variant_id, r.price, input.starts_at, input.ends_at
    from input, jsonb_to_recordset(?::jsonb) r (id uuid, variant_id uuid, price integer)
  )
  insert into planned_reduction as p (shop_id, id, variant_id, price, starts_at, ends_at)
    select shop_id, id, variant_id, price, starts_at, ends_at from rows
  on conflict (shop_id, variant_id) do update set price = excluded.price, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    regular_price = case when exists (
      select from variant v where v.shop_id = p.shop_id and v.id = p.variant_id and v.price = p.price
    ) then p.regular_price end`

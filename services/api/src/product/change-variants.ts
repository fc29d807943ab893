import { v7, validate as isUuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { loadProducts } from './load-products.ts'
import { ProblemList } from './problem-list.ts'
import type { ProductStatus } from './product-status.ts'
import { LIMITS } from './product-limits.ts'
import type { VariantChangeInput } from './variant-change.input.ts'
import type { StoredProduct, StoredVariant } from './stored-product.ts'

type Tx = InTransaction<MerchantContext>

/**
 * Changes prices, thresholds and counts of variants, and the status of their products, as in a sheet: all or none, in the same number of statements for any number. What is absent stays as it is.
 * @returns the products of the variants
 * @throws OperationError with every problem, whose path begins with the row's index: NOT_FOUND, NUMBER_OUT_OF_RANGE, STOCK_BELOW_RESERVED,
 * STOCK_CHANGED_MEANWHILE, VARIANT_REPEATED; or TOO_MANY_ITEMS
 */
export function changeVariants(ctx: MerchantContext, input: VariantChangeInput[]): Promise<StoredProduct[]> {
  const problems = new ProblemList()
  checkNumbers(input, problems)
  return inTransaction(ctx, async (tx) => {
    const { products, variants } = await lockVariants(tx, input)
    for (const [index, change] of input.entries()) addConflicts(change, index, variants, problems)
    problems.throwIfAny()
    const rows = input.flatMap((change) => {
      const before = variants.get(change.variantId)
      return before ? [toRow(before, change)] : []
    })
    const changed = rows.filter(({ changes }) => changes.length > 0)
    const statuses = findStatusChanges(input, products, problems)
    problems.throwIfAny()
    if (changed.length === 0 && statuses.length === 0) return products
    await tx.em.execute(SAVE, [
      tx.shop.id,
      JSON.stringify(changed.map(({ row }) => row)),
      JSON.stringify(statuses.map(({ product, status }) => ({ product_id: product.id, status }))),
      tx.shop.id,
      tx.member.id,
      tx.member.name,
    ])
    writeAudit(tx, {
      action: 'changeVariants',
      subject: [
        ...changed.map(({ row, changes }) => `${row.sku} ${changes.join(', ')}`),
        ...statuses.map(({ product, status }) => `${product.name}: ${product.status} → ${status}`),
      ].join('; '),
    })
    notifyAfterCommit(tx.em, tx.app, 'shop_changed')
    return loadProducts(
      tx,
      products.map(({ id }) => id),
    )
  })
}

function checkNumbers(input: VariantChangeInput[], problems: ProblemList): void {
  if (input.length > LIMITS.bulk) problems.add('TOO_MANY_ITEMS')
  problems.throwIfAny()
  const seen = new Set<string>()
  for (const [index, change] of input.entries()) {
    if (seen.has(change.variantId)) problems.add('VARIANT_REPEATED', index, 'variantId')
    seen.add(change.variantId)
    problems.number(change.price, LIMITS.price, index, 'price')
    problems.number(change.recommendedPrice, LIMITS.price, index, 'recommendedPrice')
    problems.number(change.onHand, LIMITS.quantity, index, 'onHand')
    problems.number(change.lowStockThreshold, LIMITS.quantity, index, 'lowStockThreshold')
  }
}

/** Locks the products, then the variants and then their stock, each in id order, and loads them as they are now. */
async function lockVariants(
  tx: Tx,
  input: VariantChangeInput[],
): Promise<{ products: StoredProduct[]; variants: Map<string, StoredVariant> }> {
  const ids = toArray(input.map(({ variantId }) => variantId).filter((id) => isUuid(id)))
  const locked = await tx.em.execute<{ id: string }[]>(
    `select p.id from product p where p.shop_id = ? and p.id in (
       select v.product_id from unnest(?::uuid[]) wanted (id) join variant v on v.shop_id = ? and v.id = wanted.id)
     order by p.id for update`,
    [tx.shop.id, ids, tx.shop.id],
  )
  await tx.em.execute(
    'select from variant where shop_id = ? and id = any(?::uuid[]) order by id for no key update',
    [tx.shop.id, ids],
  )
  await tx.em.execute(
    'select from stock where shop_id = ? and variant_id = any(?::uuid[]) order by variant_id for update',
    [tx.shop.id, ids],
  )
  const products = await loadProducts(
    tx,
    locked.map(({ id }) => id),
  )
  const variants = products.flatMap((product) => product.variants)
  return { products, variants: new Map(variants.map((variant) => [variant.id, variant])) }
}

function addConflicts(
  { variantId, onHand, expectedOnHand }: VariantChangeInput,
  index: number,
  variants: ReadonlyMap<string, StoredVariant>,
  problems: ProblemList,
): void {
  const before = variants.get(variantId)
  if (!before) return problems.add('NOT_FOUND', index, 'variantId')
  if (onHand == null || onHand === before.onHand) return
  if (expectedOnHand != null && expectedOnHand !== before.onHand)
    return problems.add('STOCK_CHANGED_MEANWHILE', index, 'onHand')
  if (onHand < before.reserved) problems.add('STOCK_BELOW_RESERVED', index, 'onHand')
}

/** The products whose status changes. Adds VARIANT_REPEATED where two rows want another one for the same product. */
function findStatusChanges(
  input: readonly VariantChangeInput[],
  products: readonly StoredProduct[],
  problems: ProblemList,
): { product: StoredProduct; status: ProductStatus }[] {
  const productOf = new Map(products.flatMap((product) => product.variants.map(({ id }) => [id, product])))
  const wanted = new Map<StoredProduct, ProductStatus>()
  for (const [index, { variantId, status }] of input.entries()) {
    const product = productOf.get(variantId)
    if (!product || !status) continue
    if ((wanted.get(product) ?? status) !== status) problems.add('VARIANT_REPEATED', index, 'status')
    wanted.set(product, status)
  }
  return [...wanted].flatMap(([product, status]) => (product.status === status ? [] : [{ product, status }]))
}

const FIELDS = ['price', 'recommendedPrice', 'lowStockThreshold', 'onHand'] as const

function toRow(before: StoredVariant, change: VariantChangeInput) {
  const after = {
    price: change.price ?? before.price,
    recommendedPrice:
      change.recommendedPrice === undefined ? before.recommendedPrice : change.recommendedPrice,
    lowStockThreshold:
      change.lowStockThreshold === undefined ? before.lowStockThreshold : change.lowStockThreshold,
    onHand: change.onHand ?? before.onHand,
  }
  const row = {
    id: before.id,
    movement_id: v7(),
    sku: before.sku,
    price: after.price,
    recommended_price: after.recommendedPrice,
    low_stock_threshold: after.lowStockThreshold,
    on_hand: after.onHand,
    delta: after.onHand - before.onHand,
  }
  const changes = FIELDS.filter((field) => before[field] !== after[field]).map(
    (field) => `${field}: ${before[field] ?? '–'} → ${after[field] ?? '–'}`,
  )
  return { row, changes }
}

const SAVE = `
  with edited as materialized (
    select shop.id as shop_id, e.* from (select ?::uuid as id) shop, jsonb_to_recordset(?::jsonb) as e (id uuid, movement_id uuid,
      price integer, recommended_price integer, low_stock_threshold integer, on_hand integer, delta integer)
  ), published as materialized (
    select * from jsonb_to_recordset(?::jsonb) as s (product_id uuid, status text)
  ), changed as (
    update variant v set price = e.price, recommended_price = e.recommended_price, low_stock_threshold = e.low_stock_threshold
    from edited e where v.shop_id = e.shop_id and v.id = e.id
      and (v.price, v.recommended_price, v.low_stock_threshold) is distinct from (e.price, e.recommended_price, e.low_stock_threshold)
    returning v.shop_id, v.product_id
  ), touched as (
    update product p set updated_at = now(), version = gen_random_uuid(), status = coalesce(t.status, p.status),
      publish_at = case when t.status is null then p.publish_at end
    from (select product_id, max(status) as status
      from (select product_id, null as status from changed union all select product_id, status from published) each_one group by product_id) t,
      (select ?::uuid as shop_id) shop
    where p.shop_id = shop.shop_id and p.id = t.product_id
  ), counted as (
    update stock s set on_hand = e.on_hand from edited e where s.shop_id = e.shop_id and s.variant_id = e.id and e.delta <> 0
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, member_id, member_name)
    select shop_id, movement_id, id, 'COUNTED', delta, on_hand, ?::uuid, ? from edited where delta <> 0`

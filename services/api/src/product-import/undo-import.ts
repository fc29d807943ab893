import type { InTransaction, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { planForManyRows } from '../platform/db/plan-for-many-rows.ts'
import { toArray } from '../platform/db/sql.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { lockTask } from './apply-import.ts'
import { ImportProgress } from './import-progress.ts'
import type { ImportTask } from './import-task.ts'
import { loadShopProducts } from './load-known-products.ts'
import { lockPlannedVariants } from './lock-planned-variants.ts'
import type { PlannedProduct } from './plan-import.ts'
import { setStock, type StockChange } from './set-stock.ts'
import type { Conflict } from './stored-import.ts'
import { undoCollections } from './undo-collections.ts'
import { undoSources } from './write-sources.ts'
import { writePlannedProducts } from './write-planned-products.ts'

type Tx = InTransaction<WorkerContext>

interface Change {
  productId: string
  /** Null when the product was deleted since. */
  name: string | null
  before: ShopProduct | null
  /** Whether nobody has changed the product since. */
  isSame: boolean
}

/**
 * Undoes an import in one transaction: new products are deleted, or archived when somebody ordered them, and changed ones are set back. What somebody has changed
 * since stays, and is listed. Of the stock only the import's own difference is taken back, so that sales meanwhile count.
 */
export const undoImport = (ctx: WorkerContext, task: ImportTask): Promise<void> =>
  ImportProgress.during(ctx, task, (progress) => inTransaction(ctx, (tx) => undoChanges(tx, task, progress)))

async function undoChanges(tx: Tx, task: ImportTask, progress: ImportProgress): Promise<void> {
  await planForManyRows(tx.em)
  if (!(await lockTask(tx, task))) return
  await tx.em.execute(LOCK_PRODUCTS, [tx.shop.id, tx.shop.id, task.id])
  const changes = await tx.em.execute<Change[]>(CHANGES, [tx.shop.id, task.id])
  const takenSkus = await findTakenSkus(tx, changes)
  const reasonFor = (change: Change): Conflict['reason'] | null => {
    if (change.name === null) return change.before ? 'DELETED' : null
    if (!change.isSame) return 'CHANGED'
    return change.before?.variants.some(({ sku }) => takenSkus.has(`${change.productId} ${sku}`))
      ? 'SKU_TAKEN'
      : null
  }
  const conflicts = changes.flatMap((change): Conflict[] => {
    const reason = reasonFor(change)
    return reason ? [{ name: change.name ?? change.before?.name ?? '', reason }] : []
  })
  const undone = changes.filter((change) => change.name !== null && reasonFor(change) === null)
  const before = new Map(undone.map((change) => [change.productId, change.before]))
  const products = await loadShopProducts(tx, [...before.keys()])
  const added = products.flatMap((product) => addedVariants(product, before.get(product.id)))
  const changed = products.flatMap((product) => {
    const former = before.get(product.id)
    return former ? [restore(product, former)] : []
  })
  await lockPlannedVariants(tx, changed, added)
  await writePlannedProducts(tx, changed, (count) =>
    progress.set({ progress: Math.round((90 * count) / changed.length) }),
  )
  await undoCollections(tx, task.id, [...before.keys()])
  await undoSources(
    tx,
    task.id,
    changes.filter(({ productId }) => !before.has(productId)).map(({ productId }) => productId),
  )
  // Orders wait from here on: what they need is locked last, all of it in one statement.
  const stock = await stockChanges(
    tx,
    task,
    changed.flatMap(({ after }) => after.variants.map(({ id }) => id)),
  )
  await lockStock(tx, [...added, ...stock.map(({ variantId }) => ({ id: variantId }))])
  const ordered = await findOrdered(tx, added)
  await removeAdded(
    tx,
    products.filter(({ id }) => before.get(id) === null),
    changed.flatMap(({ after }) => addedVariants(after, before.get(after.id))),
    ordered,
  )
  await tx.em.execute(
    `update product_import set status = 'UNDONE', status_since = now(), step = gen_random_uuid(), progress = 100, conflicts = ?::jsonb
     where shop_id = ? and id = ? and step = ?`,
    [JSON.stringify(conflicts.slice(0, MAX_CONFLICTS)), tx.shop.id, task.id, task.step],
  )
  await setStock(tx, stock, {
    importId: task.id,
    memberId: task.memberId,
    memberName: task.memberName,
  })
}

const MAX_CONFLICTS = 500

/** In id order, as other editors lock them. Some of them are deleted in the end. */
const LOCK_PRODUCTS = `
  select from product where shop_id = ? and id in (select product_id from product_import_change where shop_id = ? and import_id = ?)
  order by id for update`

const CHANGES = `
  select c.product_id as "productId", p.name, c.before, coalesce(p.version = c.version, false) as "isSame"
  from product_import_change c left join product p on p.shop_id = c.shop_id and p.id = c.product_id
  where c.shop_id = ? and c.import_id = ? order by c.product_id`

/** Which SKUs of before another product has now, as `<product id> <sku>`. */
async function findTakenSkus(tx: Tx, changes: Change[]): Promise<Set<string>> {
  const wanted = changes.flatMap(({ productId, before }) =>
    (before?.variants ?? []).map(({ sku }) => ({ product_id: productId, sku })),
  )
  const taken = new Set<string>()
  for (let start = 0; start < wanted.length; start += NAMES_PER_STATEMENT) {
    const rows = await tx.em.execute<{ productId: string; sku: string }[]>(TAKEN_SKUS, [
      tx.shop.id,
      JSON.stringify(wanted.slice(start, start + NAMES_PER_STATEMENT)),
    ])
    for (const { productId, sku } of rows) taken.add(`${productId} ${sku}`)
  }
  return taken
}

const NAMES_PER_STATEMENT = 5_000

const TAKEN_SKUS = `
  with shop as (select ?::uuid as id)
  select w.product_id as "productId", w.sku from shop, jsonb_to_recordset(?::jsonb) as w (product_id uuid, sku text),
    lateral (select v.product_id from variant v where v.shop_id = shop.id and v.sku = w.sku offset 0) found
  where found.product_id <> w.product_id`

/** Those that the import added to a product, or all of a new one. */
function addedVariants({ variants }: ShopProduct, before: ShopProduct | null | undefined): ShopVariant[] {
  const known = new Set(before?.variants.map(({ id }) => id))
  return variants.filter(({ id }) => !known.has(id))
}

/** New products and variants go, unless somebody has ordered them: such a product is archived, such a variant stays. */
async function removeAdded(
  tx: Tx,
  created: ShopProduct[],
  added: readonly { id: string }[],
  ordered: ReadonlySet<string>,
): Promise<void> {
  const isOrdered = ({ variants }: ShopProduct) => variants.some(({ id }) => ordered.has(id))
  await deleteRows(
    tx,
    'product',
    created.filter((product) => !isOrdered(product)),
  )
  await deleteRows(
    tx,
    'variant',
    added.filter(({ id }) => !ordered.has(id)),
  )
  await writePlannedProducts(
    tx,
    created.filter(isOrdered).map((product) => ({
      before: product,
      after: { ...product, status: 'ARCHIVED', publishAt: null },
    })),
  )
}

/** The product as it was, with the variants that the import added. */
function restore(current: ShopProduct, before: ShopProduct): PlannedProduct {
  const added = addedVariants(current, before).map((variant) => ({
    ...variant,
    // The product had fewer options, or none.
    optionValues: variant.optionValues.slice(0, before.optionNames.length),
  }))
  // What imports of earlier versions did not note stays as it is.
  const { images = current.images, publishAt = current.publishAt } = before as Partial<ShopProduct>
  const { collections } = current
  const variants = [...before.variants, ...added]
  const after = { ...before, version: current.version, images, publishAt, collections, variants }
  return { before: current, after }
}

/** In id order, as orders lock it. */
const lockStock = (tx: Tx, variants: readonly { id: string }[]): Promise<unknown> =>
  tx.em.execute(
    'select from stock where shop_id = ? and variant_id = any(?::uuid[]) order by variant_id for update',
    [tx.shop.id, toArray(variants.map(({ id }) => id))],
  )

/** Which of these variants somebody has ordered. Their stock is locked: an order that is being placed either is seen, or finds no stock. */
async function findOrdered(tx: Tx, variants: readonly { id: string }[]): Promise<Set<string>> {
  if (variants.length === 0) return new Set()
  const ids = variants.map(({ id }) => id)
  const rows = await tx.em.execute<{ id: string }[]>(
    'select distinct variant_id as id from order_line where shop_id = ? and variant_id = any(?::uuid[])',
    [tx.shop.id, toArray(ids)],
  )
  return new Set(rows.map(({ id }) => id))
}

async function deleteRows(tx: Tx, table: 'product' | 'variant', rows: { id: string }[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await tx.em.execute(`delete from ${table} where shop_id = ? and id = any(?::uuid[])`, [
      tx.shop.id,
      toArray(rows.slice(start, start + ROWS_PER_STATEMENT).map(({ id }) => id)),
    ])
}

/** With what is deleted along with them, far less than a statement may take. */
const ROWS_PER_STATEMENT = 1_000

/** The import's own differences, turned round. */
async function stockChanges(tx: Tx, { id }: ImportTask, variantIds: string[]): Promise<StockChange[]> {
  if (variantIds.length === 0) return []
  return tx.em.execute<StockChange[]>(
    `select variant_id as "variantId", -sum(delta)::integer as delta from stock_movement
     where shop_id = ? and import_id = ? and variant_id = any(?::uuid[]) group by variant_id`,
    [tx.shop.id, id, toArray(variantIds)],
  )
}

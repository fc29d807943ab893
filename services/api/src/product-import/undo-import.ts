import type { InTransaction, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { lockTask } from './apply-import.ts'
import type { ImportTask } from './import-task.ts'
import { loadShopProducts } from './load-known-products.ts'
import type { PlannedProduct } from './plan-import.ts'
import { setStock, type StockChange } from './set-stock.ts'
import { writePlannedProducts } from './write-planned-products.ts'

type Tx = InTransaction<WorkerContext>

interface Change {
  productId: string
  name: string
  before: ShopProduct | null
  /** Whether nobody has changed the product since. */
  isSame: boolean
}

/**
 * Undoes an import in one transaction: new products are deleted, or archived when somebody ordered them, and changed ones are set back. What somebody has changed
 * since stays, and is listed. Of the stock only the import's own difference is taken back, so that sales meanwhile count.
 */
export const undoImport = (ctx: WorkerContext, task: ImportTask): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await lockTask(tx, task))) return
    const changes = await tx.em.execute<Change[]>(CHANGES, [tx.shop.id, task.id])
    const undone = changes.filter(({ isSame }) => isSame)
    const created = await loadShopProducts(
      tx,
      undone.filter(({ before }) => !before).map(({ productId }) => productId),
    )
    const changed = undone.filter(
      (change): change is Change & { before: ShopProduct } => change.before !== null,
    )
    const current = await loadShopProducts(
      tx,
      changed.map(({ productId }) => productId),
    )
    const ordered = await findOrdered(tx, [...created, ...current])
    const isOrdered = ({ variants }: ShopProduct) => variants.some(({ id }) => ordered.has(id))
    const archived = created
      .filter(isOrdered)
      .map((product) => ({ before: product, after: { ...product, status: 'ARCHIVED' as const } }))
    const restored = current.map((product, index) =>
      restore(product, changed[index]?.before as ShopProduct, ordered),
    )
    await deleteRows(
      tx,
      'product',
      created.filter((product) => !isOrdered(product)),
    )
    await deleteRows(
      tx,
      'variant',
      restored.flatMap(({ removed }) => removed),
    )
    await writePlannedProducts(tx, [...archived, ...restored])
    const conflicts = changes.filter(({ isSame }) => !isSame).map(({ name }) => name)
    await tx.em.execute(
      `update product_import set status = 'UNDONE', status_since = now(), progress = 100, conflicts = ?::jsonb where shop_id = ? and id = ?`,
      [JSON.stringify(conflicts.slice(0, MAX_CONFLICTS)), tx.shop.id, task.id],
    )
    const variantIds = restored.flatMap(({ after }) => after.variants.map(({ id }) => id))
    await setStock(tx, await stockChanges(tx, task, variantIds), {
      importId: task.id,
      memberId: task.memberId,
      memberName: task.memberName,
    })
  })

const MAX_CONFLICTS = 500

const CHANGES = `
  select p.id as "productId", p.name, c.before, p.version = c.version as "isSame"
  from product_import_change c join product p on p.shop_id = c.shop_id and p.id = c.product_id
  where c.shop_id = ? and c.import_id = ? order by p.id for no key update of p`

/** The product as it was. A variant that the import added goes, unless somebody has ordered it. */
function restore(
  current: ShopProduct,
  before: ShopProduct,
  ordered: ReadonlySet<string>,
): PlannedProduct & { removed: { id: string }[] } {
  const known = new Set(before.variants.map(({ id }) => id))
  const added = current.variants.filter(({ id }) => !known.has(id))
  const kept = added.filter(({ id }) => ordered.has(id))
  const after = { ...before, version: current.version, variants: [...before.variants, ...kept] }
  return { before: current, after, removed: added.filter(({ id }) => !ordered.has(id)) }
}

async function findOrdered(tx: Tx, products: ShopProduct[]): Promise<Set<string>> {
  const ids = products.flatMap(({ variants }) => variants.map(({ id }) => id))
  if (ids.length === 0) return new Set()
  const rows = await tx.em.execute<{ id: string }[]>(
    'select distinct variant_id as id from order_line where shop_id = ? and variant_id = any(?::uuid[])',
    [tx.shop.id, toArray(ids)],
  )
  return new Set(rows.map(({ id }) => id))
}

async function deleteRows(tx: Tx, table: 'product' | 'variant', rows: { id: string }[]): Promise<void> {
  if (rows.length === 0) return
  await tx.em.execute(`delete from ${table} where shop_id = ? and id = any(?::uuid[])`, [
    tx.shop.id,
    toArray(rows.map(({ id }) => id)),
  ])
}

/** The import's own differences, turned round. */
async function stockChanges(tx: Tx, { id }: ImportTask, variantIds: string[]): Promise<StockChange[]> {
  if (variantIds.length === 0) return []
  return tx.em.execute<StockChange[]>(
    `select variant_id as "variantId", -sum(delta)::integer as delta from stock_movement
     where shop_id = ? and import_id = ? and variant_id = any(?::uuid[]) group by variant_id`,
    [tx.shop.id, id, toArray(variantIds)],
  )
}

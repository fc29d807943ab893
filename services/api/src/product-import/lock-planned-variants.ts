import type { InTransaction, WorkerContext } from '../app/context.ts'
import { Pace } from '../kernel/pace.ts'
import { toArray } from '../platform/db/sql.ts'
import type { ShopVariant } from '../product-file/shop-product.ts'
import type { PlannedProduct } from './plan-import.ts'

/** Of a variant, for pauses. */
const WORK = 500

/**
 * Locks the variants that planned products change, and others that may be deleted, in id order: first as changes of prices lock them, then those
 * whose SKU changes or that go, which also hold up whoever writes a stock movement of them (inventory/lock-variants.ts). Orders are not held up.
 */
export async function lockPlannedVariants(
  tx: InTransaction<WorkerContext>,
  products: readonly PlannedProduct[],
  deleted: readonly { id: string }[] = [],
): Promise<void> {
  const gone = deleted.map(({ id }) => id)
  const [changed, withKey] = [[...gone], [...gone]]
  const pace = new Pace()
  for (const { before, after } of products) {
    await pace.add(WORK * after.variants.length)
    const next = new Map(after.variants.map((variant) => [variant.id, variant]))
    for (const old of before?.variants ?? []) {
      const variant = next.get(old.id)
      if (!variant || isSameVariant(old, variant)) continue
      changed.push(old.id)
      if (old.sku !== variant.sku) withKey.push(old.id)
    }
  }
  await lock(tx, changed, 'for no key update')
  await lock(tx, withKey, 'for update')
}

/** Whether two variants differ in no more than their stock. */
export const isSameVariant = (old: ShopVariant, variant: ShopVariant): boolean =>
  JSON.stringify({ ...old, onHand: 0 }) === JSON.stringify({ ...variant, onHand: 0 })

async function lock(
  { em, shop }: InTransaction<WorkerContext>,
  ids: readonly string[],
  mode: 'for no key update' | 'for update',
): Promise<void> {
  if (ids.length > 0)
    await em.execute(`select from variant where shop_id = ? and id = any(?::uuid[]) order by id ${mode}`, [
      shop.id,
      toArray(ids),
    ])
}

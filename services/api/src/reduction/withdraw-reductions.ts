import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { endReductions } from './end-reductions.ts'
import { lockProductsOf, renewProductsOf } from './products-of-variants.ts'

/**
 * Ends announced reductions, and drops planned ones: nothing is crossed out any more. Prices stay as they are, or return to those of before the
 * reduction where these are known. Returns the variants that had one.
 */
export async function withdrawReductions(
  ctx: MerchantContext,
  { variantIds, restorePrices = false }: { variantIds: string[]; restorePrices?: boolean | undefined },
): Promise<{ variantIds: string[] }> {
  const known = variantIds.filter((id) => isUuid(id))
  const ids = toArray(known)
  return inTransaction(ctx, async (tx) => {
    await lockProductsOf(tx, known)
    const rows = await tx.em.execute<{ id: string; sku: string }[]>(
      `select v.id, v.sku from variant v where v.shop_id = ? and v.id = any(?::uuid[]) and (v.reduced_since is not null
         or exists (select from planned_reduction r where r.shop_id = ? and r.variant_id = v.id))
       order by v.id for no key update of v`,
      [tx.shop.id, ids, tx.shop.id],
    )
    if (rows.length === 0) return { variantIds: [] }
    const found = toArray(rows.map(({ id }) => id))
    if (restorePrices) {
      const restored = rows.map(({ id }) => id)
      await endReductions(tx, restored)
      await renewProductsOf(tx, restored)
    }
    await tx.em.execute(
      'update variant set reduced_since = null where shop_id = ? and id = any(?::uuid[]) and reduced_since is not null',
      [tx.shop.id, found],
    )
    await tx.em.execute('delete from planned_reduction where shop_id = ? and variant_id = any(?::uuid[])', [
      tx.shop.id,
      found,
    ])
    writeAudit(tx, {
      action: 'withdrawReductions',
      subject: rows
        .map(({ sku }) => sku)
        .join(', ')
        .slice(0, 2000),
    })
    notifyAfterCommit(tx.em, tx.app, 'shop_changed')
    return { variantIds: rows.map(({ id }) => id) }
  })
}

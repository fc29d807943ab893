import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'

/** Ends announced reductions without changing prices: nothing is crossed out any more. Returns the variants that had one. */
export async function withdrawReductions(
  ctx: MerchantContext,
  { variantIds }: { variantIds: string[] },
): Promise<{ variantIds: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.em.execute<{ id: string; sku: string }[]>(
      `update variant set reduced_since = null
       where shop_id = ? and id = any(?::uuid[]) and reduced_since is not null returning id, sku`,
      [tx.shop.id, toArray(variantIds.filter((id) => isUuid(id)))],
    )
    if (rows.length > 0)
      writeAudit(tx, {
        action: 'withdrawReductions',
        subject: rows
          .map(({ sku }) => sku)
          .join(', ')
          .slice(0, 2000),
      })
    return { variantIds: rows.map(({ id }) => id) }
  })
}

import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { OperationError, type UserError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { selectPriorPrice } from './select-prior-price.ts'

/** A variant whose price was reduced. Prices in minor units, tax included. */
export interface AnnouncedReduction {
  variantId: string
  sku: string
  price: number
  /** The lowest price of the 30 days before the reduction. */
  priorPrice: number
}

/**
 * Announces that the prices of variants were reduced: buyers see the lowest price of the 30 days before crossed out, which nobody types. A
 * reduction begins when the price fell; when it falls again, the prior price stays that before the first reduction (Code de la consommation,
 * L112-1-1; Directive 98/6/EC, art. 6a). A price that rises ends it.
 * @throws OperationError with NOT_FOUND or PRICE_NOT_REDUCED for each variant of which that is true, with its index
 */
export async function announceReductions(
  ctx: MerchantContext,
  { variantIds }: { variantIds: string[] },
): Promise<{ reductions: AnnouncedReduction[] }> {
  return inTransaction(ctx, async (tx) => {
    const reductions = await markReduced(tx, variantIds)
    const byId = new Map(reductions.map((reduction) => [reduction.variantId, reduction]))
    const problems = variantIds.flatMap((id, index): UserError[] => {
      const found = byId.get(id.toLowerCase())
      if (!found) return [{ code: 'NOT_FOUND', field: ['variantIds', String(index)] }]
      const isReduced = found.priorPrice !== null && found.priorPrice > found.price
      return isReduced ? [] : [{ code: 'PRICE_NOT_REDUCED', field: ['variantIds', String(index)] }]
    })
    if (problems.length > 0) throw new OperationError(...problems)
    const subject = reductions.map(({ sku, priorPrice, price }) => `${sku}: ${priorPrice} → ${price}`)
    writeAudit(tx, { action: 'announceReductions', subject: subject.join('; ').slice(0, 2000) })
    return { reductions }
  })
}

/** Sets the beginning of the reductions to when the current price began, unless one is announced already. */
const markReduced = (
  tx: InTransaction<MerchantContext>,
  variantIds: string[],
): Promise<AnnouncedReduction[]> =>
  tx.em.execute<AnnouncedReduction[]>(
    `with reduced as (
       update variant v set reduced_since = coalesce(v.reduced_since, (
         select max(h.since) from price_history h where h.shop_id = v.shop_id and h.variant_id = v.id
       )) where v.shop_id = ? and v.id = any(?::uuid[])
       returning v.shop_id, v.id, v.sku, v.price, v.reduced_since
     )
     select v.id as "variantId", v.sku, v.price, ${selectPriorPrice('v')} as "priorPrice" from reduced v`,
    [tx.shop.id, toArray(variantIds.filter((id) => isUuid(id)))],
  )

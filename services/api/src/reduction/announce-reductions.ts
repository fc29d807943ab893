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
 * L112-1-1; Directive 98/6/EC, art. 6a). A price that fell more than 30 days ago is no reduction any more: it is itself the lowest of the last 30
 * days. A price that rises ends a reduction.
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

/**
 * Sets the beginning of the reductions to when the current price began, unless one is announced already. Only what changes is locked, in one order: an announced
 * reduction that somebody edits meanwhile holds up nobody.
 */
async function markReduced(
  tx: InTransaction<MerchantContext>,
  variantIds: string[],
): Promise<AnnouncedReduction[]> {
  const ids = toArray(variantIds.filter((id) => isUuid(id)))
  await tx.em.execute(
    'select from variant where shop_id = ? and id = any(?::uuid[]) and reduced_since is null order by id for no key update',
    [tx.shop.id, ids],
  )
  return tx.em.execute<AnnouncedReduction[]>(MARK, [tx.shop.id, ids, tx.shop.id, ids])
}

const MARK = `
  with marked as (
    update variant v set reduced_since = (
      select max(h.since) from price_history h where h.shop_id = v.shop_id and h.variant_id = v.id
    ) where v.shop_id = ? and v.id = any(?::uuid[]) and v.reduced_since is null
    returning v.id, v.reduced_since
  )
  select v.id as "variantId", v.sku, v.price,
    case when m.id is null or m.reduced_since > now() - interval '30 days' then ${selectPriorPrice('r')} end as "priorPrice"
  from variant v left join marked m on m.id = v.id,
    lateral (select v.shop_id, v.id, coalesce(m.reduced_since, v.reduced_since) as reduced_since) r
  where v.shop_id = ? and v.id = any(?::uuid[])`

import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectOrigins } from './list-shop-origins.ts'
import { parseOrigin } from './parse-origin.ts'

/** Websites of one shop. */
export const MAX_ORIGINS = 20

/**
 * Lets the pages of a website call the storefront API for this shop.
 * @throws OperationError ORIGIN_INVALID, ORIGIN_ALREADY_ADDED, TOO_MANY_ORIGINS
 */
export async function addShopOrigin(ctx: MerchantContext, input: { origin: string }): Promise<string[]> {
  const origin = parseOrigin(input.origin) ?? reject('ORIGIN_INVALID', 'origin')
  return inTransaction(ctx, async (tx) => {
    await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
    const before = await selectOrigins(tx)
    if (before.includes(origin)) reject('ORIGIN_ALREADY_ADDED', 'origin')
    if (before.length >= MAX_ORIGINS) reject('TOO_MANY_ORIGINS', 'origin')
    await tx.em.execute('insert into shop_origin (shop_id, origin) values (?, ?)', [tx.shop.id, origin])
    writeAudit(tx, { action: 'addShopOrigin', subject: origin })
    return selectOrigins(tx)
  })
}

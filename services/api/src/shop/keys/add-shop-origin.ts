import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectOrigins } from './list-shop-origins.ts'
import { isLocalOrigin, parseOrigin } from '../../kernel/parse-origin.ts'

/** Websites of one shop. */
export const MAX_ORIGINS = 20

/**
 * Lets the pages of a website call the storefront API for this shop. Mails go on linking to the earlier ones; a real website replaces one on a developer's machine.
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
    const after = await selectOrigins(tx)
    const [first] = before
    if (first && after[0] === origin && isLocalOrigin(first) === isLocalOrigin(origin))
      await keepLinksOn(tx, first)
    return after
  })
}

/** Fixes the pages to which mails link, where none are set: a website whose name comes first does not take buyers away from the earlier one. */
async function keepLinksOn(tx: InTransaction<MerchantContext>, site: string): Promise<void> {
  const pages = { orderPageUrl: `${site}/order`, cardPageUrl: `${site}/card` }
  const [before] = await tx.em.execute<{ orderPageUrl: string | null; cardPageUrl: string | null }[]>(
    'select order_page_url as "orderPageUrl", card_page_url as "cardPageUrl" from shop where id = ?',
    [tx.shop.id],
  )
  const fixed = (['orderPageUrl', 'cardPageUrl'] as const).filter((name) => !before?.[name])
  if (fixed.length === 0) return
  await tx.em.execute(
    'update shop set order_page_url = coalesce(order_page_url, ?), card_page_url = coalesce(card_page_url, ?) where id = ?',
    [pages.orderPageUrl, pages.cardPageUrl, tx.shop.id],
  )
  const subject = fixed.map((name) => `${name}: – → ${pages[name]}`).join('; ')
  writeAudit(tx, { action: 'changeShopSettings', subject })
}

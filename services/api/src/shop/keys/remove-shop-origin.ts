import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { selectOrigins } from './list-shop-origins.ts'

/** Takes a website from the list. @throws OperationError NOT_FOUND; ORIGIN_IN_USE while a page to which mails link is on it */
export function removeShopOrigin(ctx: MerchantContext, { origin }: { origin: string }): Promise<string[]> {
  return inTransaction(ctx, async (tx) => {
    const [pages] = await tx.em.execute<{ card: string | null; order: string | null }[]>(
      'select card_page_url as card, order_page_url as "order" from shop where id = ? for no key update',
      [tx.shop.id],
    )
    const isInUse = [pages?.card, pages?.order].some((page) => page && new URL(page).origin === origin)
    if (isInUse) reject('ORIGIN_IN_USE', 'origin')
    const [removed] = await tx.em.execute<object[]>(
      'delete from shop_origin where shop_id = ? and origin = ? returning origin',
      [tx.shop.id, origin],
    )
    if (!removed) reject('NOT_FOUND', 'origin')
    writeAudit(tx, { action: 'removeShopOrigin', subject: origin })
    return selectOrigins(tx)
  })
}

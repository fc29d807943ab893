import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { shortKey } from './add-shop-key.ts'
import { selectShopKeys, type ShopKey } from './list-shop-keys.ts'

/** Ends a key and its secret for good: every API process refuses them within a second. @throws OperationError NOT_FOUND */
export function revokeShopKey(ctx: MerchantContext, { key }: { key: string }): Promise<{ keys: ShopKey[] }> {
  return inTransaction(ctx, async (tx) => {
    const [revoked] = await tx.em.execute<object[]>(
      'delete from shop_key where shop_id = ? and key = ? returning key',
      [tx.shop.id, key],
    )
    if (!revoked) reject('NOT_FOUND', 'key')
    writeAudit(tx, { action: 'revokeShopKey', subject: shortKey(key) })
    return { keys: await selectShopKeys(tx) }
  })
}

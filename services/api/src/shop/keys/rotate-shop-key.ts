import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject, RequestError } from '../../kernel/errors.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { addShopKey, shortKey } from './add-shop-key.ts'
import type { ShopKeyCreated } from './create-shop-key.ts'
import { selectShopKeys } from './list-shop-keys.ts'

const MAX_OVERLAP_HOURS = 30 * 24

/**
 * Creates the successor of a key, which gets its name. The old one stays valid for `overlapHours`, so that frontends can be changed meanwhile:
 * 0 to 720; null until it is revoked.
 *
 * @throws OperationError NOT_FOUND, also for an expired key, TOO_MANY_SHOP_KEYS; RequestError BAD_USER_INPUT
 */
export function rotateShopKey(
  ctx: MerchantContext,
  { key, overlapHours }: { key: string; overlapHours: number | null },
): Promise<ShopKeyCreated> {
  if (overlapHours !== null && (overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS))
    throw new RequestError('BAD_USER_INPUT', `overlapHours: 0 to ${MAX_OVERLAP_HOURS}.`)
  return inTransaction(ctx, async (tx) => {
    const [old] = await tx.em.execute<{ name: string }[]>(
      `update shop_key set expires_at = least(expires_at, now() + make_interval(hours => ?::integer))
       where shop_id = ? and key = ? and (expires_at is null or expires_at > now()) returning name`,
      [overlapHours, tx.shop.id, key],
    )
    if (!old) return reject('NOT_FOUND', 'key')
    const pair = await addShopKey(tx, old.name)
    const until = overlapHours === null ? 'until revoked' : `for ${overlapHours} h`
    writeAudit(tx, {
      action: 'rotateShopKey',
      subject: `${shortKey(key)} → ${shortKey(pair.key)}, old one valid ${until}`,
    })
    return { ...pair, keys: await selectShopKeys(tx) }
  })
}

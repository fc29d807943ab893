import { OPERATOR } from '../audit/operator.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inShop, type Orm } from '../platform/db/orm.ts'
import { addShopKey } from './keys/add-shop-key.ts'
import type { ShopKeyPair } from './new-shop-key.ts'

/**
 * Lets a website of the platform sell for the shop: adds its origin, and a pair of keys unless it has one.
 * @param origin as browsers send it
 * @throws OperationError NOT_FOUND, TOO_MANY_SHOP_KEYS
 */
export async function connectStorefront(
  orm: Orm,
  { slug, origin, key }: { slug: string; origin: string; key?: ShopKeyPair },
): Promise<ShopKeyPair> {
  const [shop] = await orm.em.fork().execute<{ id: string }[]>('select id from shop where slug = ?', [slug])
  if (!shop) return reject('NOT_FOUND', 'slug')
  return inShop(orm, shop.id, async (em) => {
    await em.execute('insert into shop_origin (shop_id, origin) values (?, ?) on conflict do nothing', [
      shop.id,
      origin,
    ])
    const pair = key ?? (await addShopKey({ em, shop }, new URL(origin).hostname))
    writeAudit({ em, shop, ...OPERATOR }, { action: 'connectStorefront', subject: origin })
    return pair
  })
}

import { reject } from '../../kernel/errors.ts'
import { sha256 } from '../../platform/crypto/sign.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { newShopKey, type ShopKeyPair } from '../new-shop-key.ts'

const MAX_KEYS = 10

/** Inserts a new pair of keys. Simultaneous changes of a shop's keys wait for each other. @throws OperationError TOO_MANY_SHOP_KEYS */
export async function addShopKey(
  { em, shop }: { em: EntityManager; shop: { id: string } },
  name: string,
): Promise<ShopKeyPair> {
  const pair = newShopKey()
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`keys of ${shop.id}`])
  const inserted = await em.execute<object[]>(
    `insert into shop_key (shop_id, key, secret_hash, name)
     select ?, ?, ?, ? where (select count(*) from shop_key k where k.shop_id = ?) < ? returning key`,
    [shop.id, pair.key, sha256(pair.secret), name, shop.id, MAX_KEYS],
  )
  if (inserted.length === 0) reject('TOO_MANY_SHOP_KEYS')
  return pair
}

/** How a key is named in the audit log: without most of it, as on the page. */
export const shortKey = (key: string): string => `${key.slice(0, 11)}…`

import type { InTransaction, ShopContext } from '../app/context.ts'
import { loadEntities } from '../platform/db/load-entities.ts'
import { Order } from './order.entity.ts'

/** Loads the shop's order and locks its row until the transaction ends, so that status changes are serialized. */
export async function lockOrderInShop(
  tx: InTransaction<ShopContext>,
  where: { code: string } | { id: string },
): Promise<Order | null> {
  const [column, value] = 'id' in where ? ['id', where.id] : ['code', where.code]
  const params = [tx.shop.id, value]
  const [order] = await loadEntities(tx.em, Order, `shop_id = ? and ${column} = ? for no key update`, params)
  return order ?? null
}

import { LockMode } from '@mikro-orm/core'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { Order } from './order.entity.ts'

/** Loads the shop's order and locks its row until the transaction ends, so that status changes are serialized. */
export const lockOrderInShop = (
  tx: InTransaction<ShopContext>,
  where: { code: string } | { id: string },
): Promise<Order | null> =>
  tx.em.findOne(
    Order,
    { ...where, shopId: tx.shop.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )

import { LockMode } from '@mikro-orm/core'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { Order } from './order.entity.ts'

/** The shop's order, held until the transaction ends: its status is read and written by one at a time. */
export const lockOrderInShop = (
  tx: InTransaction<ShopContext>,
  where: { code: string } | { id: string },
): Promise<Order | null> =>
  tx.em.findOne(
    Order,
    { ...where, shopId: tx.shop.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )

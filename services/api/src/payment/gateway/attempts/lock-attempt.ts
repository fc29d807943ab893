import { LockMode } from '@mikro-orm/core'
import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import type { Order } from '../../../order/order.entity.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'
import type { BankProtocolName } from '../bank-protocol.ts'

/** Locks an attempt and its order; the order first, as everywhere, to avoid deadlocks. */
export async function lockAttempt(
  tx: InTransaction<ShopContext>,
  which: { id: string } | { protocol: BankProtocolName; reference: string },
): Promise<{ attempt: PaymentAttempt; order: Order } | null> {
  const found = await tx.em.findOne(PaymentAttempt, { shopId: tx.shop.id, ...which })
  const order = found && (await lockOrderInShop(tx, { id: found.orderId }))
  if (!order) return null
  const lockMode = LockMode.PESSIMISTIC_WRITE
  const attempt = await tx.em.findOneOrFail(PaymentAttempt, { id: found.id }, { lockMode, refresh: true })
  return { attempt, order }
}

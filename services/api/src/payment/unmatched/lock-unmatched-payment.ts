import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { UnmatchedPayment } from './unmatched-payment.entity.ts'

/**
 * Locks the shop's unmatched payment and its order, so that two members cannot handle it at the same time; the order first, as everywhere, to avoid
 * deadlocks.
 * @throws OperationError NOT_FOUND
 */
export async function lockUnmatchedPaymentInShop(
  tx: InTransaction<MerchantContext>,
  id: string,
): Promise<{ unmatchedPayment: UnmatchedPayment; order: Order | null }> {
  const found = isUuid(id) ? await tx.em.findOne(UnmatchedPayment, { id, shopId: tx.shop.id }) : null
  if (!found) return reject('NOT_FOUND', 'unmatchedPaymentId')
  const order = found.orderId ? await lockOrderInShop(tx, { id: found.orderId }) : null
  const unmatchedPayment = await tx.em.findOneOrFail(
    UnmatchedPayment,
    { id: found.id, shopId: tx.shop.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  return { unmatchedPayment, order }
}

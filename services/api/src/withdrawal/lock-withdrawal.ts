import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import { findWithdrawals } from './find-withdrawals.ts'
import type { StoredWithdrawal } from './load-withdrawals.ts'

/**
 * The shop's withdrawal, whose order is locked until the transaction ends: all changes of an order's withdrawals are serialized by it.
 * @throws OperationError NOT_FOUND
 */
export async function lockWithdrawal(
  tx: InTransaction<MerchantContext>,
  id: string,
): Promise<StoredWithdrawal> {
  const [found] = await findWithdrawals(tx, [id])
  if (!found) return reject('NOT_FOUND', 'withdrawalId')
  await lockOrderInShop(tx, { id: found.orderId })
  // It may have changed before the order was locked.
  const [withdrawal] = await findWithdrawals(tx, [id])
  return withdrawal ?? reject('NOT_FOUND', 'withdrawalId')
}

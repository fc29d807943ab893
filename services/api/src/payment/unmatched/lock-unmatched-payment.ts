import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { UnmatchedPayment } from './unmatched-payment.entity.ts'

/** Locks the shop's unmatched payment, so that two members cannot handle it at the same time. @throws OperationError NOT_FOUND */
export async function lockUnmatchedPaymentInShop(
  tx: InTransaction<MerchantContext>,
  id: string,
): Promise<UnmatchedPayment> {
  const unmatchedPayment = isUuid(id)
    ? await tx.em.findOne(
        UnmatchedPayment,
        { id, shopId: tx.shop.id },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : null
  return unmatchedPayment ?? reject('NOT_FOUND', 'unmatchedPaymentId')
}

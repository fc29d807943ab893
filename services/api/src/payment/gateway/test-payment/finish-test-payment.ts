import { LockMode } from '@mikro-orm/core'
import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { BankTrial } from './test-payment.entity.ts'
import type { BankNotification, BankProtocolName } from '../bank-protocol.ts'

type Tx = InTransaction<ShopContext>

export const lockTrial = (tx: Tx, protocol: BankProtocolName, reference: string): Promise<BankTrial | null> =>
  tx.em.findOne(
    BankTrial,
    { shopId: tx.shop.id, protocol, reference },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )

/** Records what the bank said of a trial: no order, no rescue, no mail. Late news never undoes a payment. */
export async function settleTrial(
  tx: Tx,
  trial: BankTrial,
  notification: BankNotification,
): Promise<'TRIED'> {
  const { outcome, amount, currency } = notification
  const isAsFrozen = amount === trial.amount && currency === trial.currency
  trial.notifiedAt ??= new Date()
  if (outcome !== 'NONE' && trial.status !== 'PAID') {
    trial.status = isAsFrozen ? outcome : 'MISMATCHED'
    trial.bankStatus = notification.bankStatus
    trial.authorizationNumber = notification.authorizationNumber
  }
  await tx.em.flush()
  return 'TRIED'
}

import { LockMode } from '@mikro-orm/core'
import type { InTransaction, ShopContext } from '../../../app/context.ts'
import { TestPayment } from './test-payment.entity.ts'
import type { BankNotification, BankProtocolName } from '../bank-protocol.ts'

type Tx = InTransaction<ShopContext>

export const lockTestPayment = (
  tx: Tx,
  protocol: BankProtocolName,
  reference: string,
): Promise<TestPayment | null> =>
  tx.em.findOne(
    TestPayment,
    { shopId: tx.shop.id, protocol, reference },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )

/** Applies a notification to a test payment, without order, unmatched payment or mail. A later notification never undoes a payment. */
export async function finishTestPayment(
  tx: Tx,
  testPayment: TestPayment,
  notification: BankNotification,
): Promise<'TEST_PAYMENT'> {
  const { outcome, amount, currency } = notification
  const isAsRequested = amount === testPayment.amount && currency === testPayment.currency
  testPayment.notifiedAt ??= new Date()
  if (outcome !== 'NONE' && testPayment.status !== 'PAID') {
    testPayment.status = isAsRequested ? outcome : 'MISMATCHED'
    testPayment.bankStatus = notification.bankStatus
    testPayment.authorizationNumber = notification.authorizationNumber
  }
  await tx.em.flush()
  return 'TEST_PAYMENT'
}

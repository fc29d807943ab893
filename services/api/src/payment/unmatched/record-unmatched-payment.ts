import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import { MailKind } from '../../mail/mail.type.ts'
import { writeMails } from '../../mail/write-mail.ts'
import type { Order } from '../../order/order.entity.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import type { BankAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { BankNotification, BankProtocolName } from '../gateway/bank-protocol.ts'
import { moneyToKeep } from './storable-money.ts'
import { Rescue, type RescueReason } from './unmatched-payment.entity.ts'
import { bankText } from '../gateway/timeline-messages.ts'

export interface RescueToOpen {
  reason: RescueReason
  protocol: BankProtocolName
  notification: BankNotification
  attempt: BankAttempt | null
  order: Order | null
}

/** Puts authentic money that no order can take on the merchant's rescue list. The order itself stays as it is. */
export async function openRescue(
  tx: InTransaction<ShopContext>,
  { reason, protocol, notification, attempt, order }: RescueToOpen,
): Promise<{ verdict: 'RESCUED'; mailIds: string[] }> {
  tx.em.create(Rescue, {
    id: v7(),
    shopId: tx.shop.id,
    orderId: order?.id ?? null,
    attemptId: attempt?.id ?? null,
    reason,
    protocol,
    reference: notification.reference,
    ...moneyToKeep(notification),
    bankTransactionId: notification.bankTransactionId,
    openedAt: new Date(),
  })
  if (attempt && attempt.status !== 'PAID') {
    attempt.status = 'RESCUE'
    attempt.authorizationNumber = notification.authorizationNumber
    attempt.bankTransactionId = notification.bankTransactionId
    attempt.updatedAt = new Date()
  }
  if (order && attempt)
    writeOrderEvent(tx, order, {
      kind: 'BANK_RESCUE',
      by: 'bank',
      message: bankText('rescue', tx.shop.locale, attempt.bankName),
    })
  await tx.em.flush()
  const details = {
    outcome: 'RESCUE',
    reason,
    bank: attempt?.bankName ?? null,
    reference: notification.reference,
  }
  const mailIds = await writeMails(tx, [
    { orderId: order?.id ?? null, kind: MailKind.PAYMENT_NOTICE, recipient: tx.shop.fragmentTo, details },
  ])
  return { verdict: 'RESCUED', mailIds }
}

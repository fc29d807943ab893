import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { UnmatchedPaymentAction, type UnmatchedPaymentActionKind } from './unmatched-payment-action.entity.ts'
import { unmatchedPaymentTimelineMessage } from './timeline-messages.ts'

export interface ActionToWrite {
  kind: UnmatchedPaymentActionKind
  amount?: number | null
  currency?: string | null
  bankReference?: string | null
  note?: string | null
}

/** Writes down what the member did, in the unmatched payment's history and the audit; at the transaction's next flush. */
export function writeUnmatchedPaymentAction(
  tx: InTransaction<MerchantContext>,
  unmatchedPayment: UnmatchedPayment,
  step: ActionToWrite,
): void {
  tx.em.create(UnmatchedPaymentAction, {
    id: v7(),
    shopId: tx.shop.id,
    unmatchedPaymentId: unmatchedPayment.id,
    byMember: tx.member.id,
    byName: tx.member.name,
    at: new Date(),
    ...step,
  })
  writeAudit(tx, {
    action: `unmatchedPayment ${step.kind}`,
    subject: `${unmatchedPayment.reference ?? ''} ${unmatchedPayment.id}`.trim(),
  })
}

/** The same on the timeline of the money's order, if it has one. An acceptance is told by the order's own move. */
export function describeUnmatchedPaymentAction(
  tx: InTransaction<MerchantContext>,
  unmatchedPayment: UnmatchedPayment,
  kind: Exclude<UnmatchedPaymentActionKind, 'ACCEPTED'>,
  detail = '',
): void {
  if (!unmatchedPayment.orderId) return
  writeOrderEvent(
    tx,
    { id: unmatchedPayment.orderId, shopId: tx.shop.id },
    {
      kind: `UNMATCHED_PAYMENT_${kind}`,
      by: tx.member.name,
      message: unmatchedPaymentTimelineMessage(kind, tx.shop.locale, detail),
    },
  )
}

import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { UnmatchedPaymentAction, type UnmatchedPaymentActionKind } from './unmatched-payment-action.entity.ts'
import { unmatchedPaymentTimelineMessage } from './timeline-messages.ts'

export interface ActionToWrite {
  kind: UnmatchedPaymentActionKind
  /** Minor units. */
  amount?: number | null
  currency?: string | null
  bankReference?: string | null
  note?: string | null
}

/** Adds a member's action to the unmatched payment's history and to the audit log, at the next flush. */
export function writeUnmatchedPaymentAction(
  tx: InTransaction<MerchantContext>,
  unmatchedPayment: UnmatchedPayment,
  action: ActionToWrite,
): void {
  tx.em.create(UnmatchedPaymentAction, {
    id: v7(),
    shopId: tx.shop.id,
    unmatchedPaymentId: unmatchedPayment.id,
    byMember: tx.member.id,
    byName: tx.member.name,
    at: new Date(),
    ...action,
  })
  writeAudit(tx, {
    action: `unmatchedPayment ${action.kind}`,
    subject: `${unmatchedPayment.reference ?? ''} ${unmatchedPayment.id}`.trim(),
  })
}

/** Adds the action to the timeline of the order, if there is one. Not for acceptances, for which changeOrderStatus does it. */
export function addActionToTimeline(
  tx: InTransaction<MerchantContext>,
  unmatchedPayment: UnmatchedPayment,
  kind: Exclude<UnmatchedPaymentActionKind, 'ACCEPTED'>,
  detail: string | null,
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

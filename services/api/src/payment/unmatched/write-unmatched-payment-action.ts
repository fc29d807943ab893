import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import type { EventType } from '../../event/event-types.ts'
import { actorOf } from '../../event/event-types.ts'
import { writeEvent } from '../../event/write-event.ts'
import type { UnmatchedPayment } from './unmatched-payment.entity.ts'
import { UnmatchedPaymentAction, type UnmatchedPaymentActionKind } from './unmatched-payment-action.entity.ts'

export interface ActionToWrite {
  kind: UnmatchedPaymentActionKind
  /** Minor units. */
  amount?: number | null
  currency?: string | null
  bankReference?: string | null
  note?: string | null
}

/** Adds a member's action to the unmatched payment's history and to the audit log, at the next flush. Returns the action's id. */
export function writeUnmatchedPaymentAction(
  tx: InTransaction<MerchantContext>,
  unmatchedPayment: UnmatchedPayment,
  action: ActionToWrite,
): string {
  const id = v7()
  tx.em.create(UnmatchedPaymentAction, {
    id,
    shopId: tx.shop.id,
    unmatchedPaymentId: unmatchedPayment.id,
    byMember: tx.member.id,
    byName: tx.member.name,
    at: new Date(),
    ...action,
  })
  // Not its reference, which may be the buyer's name when the payment was begun at the bank.
  writeAudit(tx, { action: `unmatchedPayment ${action.kind}`, subject: unmatchedPayment.id })
  return id
}

type ActionEvent = Extract<
  EventType,
  'unmatched_payment.refunded' | 'unmatched_payment.buyer_contacted' | 'unmatched_payment.reopened'
>

/** Writes the event of an action, if the payment belongs to an order. Not for acceptances, for which changeOrderStatus does it. */
export async function writeActionEvent(
  tx: InTransaction<MerchantContext>,
  { id: unmatchedPaymentId, orderId }: UnmatchedPayment,
  type: ActionEvent,
  actionId: string,
): Promise<void> {
  if (!orderId) return
  const data = { unmatchedPaymentId, actionId }
  await writeEvent(tx, orderId, { type, data, by: actorOf(tx) })
}

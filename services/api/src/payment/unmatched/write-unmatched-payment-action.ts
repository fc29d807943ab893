import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import type { Rescue } from './unmatched-payment.entity.ts'
import { RescueStep, type RescueStepKind } from './unmatched-payment-action.entity.ts'
import { rescueText } from './timeline-messages.ts'

export interface StepToWrite {
  kind: RescueStepKind
  amount?: number | null
  currency?: string | null
  bankReference?: string | null
  note?: string | null
}

/** Writes down what the member did, in the rescue's history and the audit; at the transaction's next flush. */
export function writeRescueStep(tx: InTransaction<MerchantContext>, rescue: Rescue, step: StepToWrite): void {
  tx.em.create(RescueStep, {
    id: v7(),
    shopId: tx.shop.id,
    rescueId: rescue.id,
    byMember: tx.member.id,
    byName: tx.member.name,
    at: new Date(),
    ...step,
  })
  writeAudit(tx, { action: `rescue ${step.kind}`, subject: `${rescue.reference ?? ''} ${rescue.id}`.trim() })
}

/** The same on the timeline of the money's order, if it has one. An acceptance is told by the order's own move. */
export function tellRescueStep(
  tx: InTransaction<MerchantContext>,
  rescue: Rescue,
  kind: Exclude<RescueStepKind, 'ACCEPTED'>,
  detail = '',
): void {
  if (!rescue.orderId) return
  writeOrderEvent(
    tx,
    { id: rescue.orderId, shopId: tx.shop.id },
    { kind: `RESCUE_${kind}`, by: tx.member.name, message: rescueText(kind, tx.shop.locale, detail) },
  )
}

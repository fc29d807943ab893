import type { MerchantErrorCode } from '@triclic/error-codes'
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MerchantErrorCodeType } from '../../kernel/user-error.type.ts'
import { StaffRef } from '../../member/member.type.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { money, Money } from '../../kernel/money.type.ts'
import { PageInfo, toPageInfo } from '../../kernel/page-info.type.ts'
import type { UnmatchedPaymentReason as ReasonName } from './unmatched-payment.entity.ts'
import { whyNotAcceptable } from './why-not-acceptable.ts'
import type { FoundUnmatchedPayment } from './find-unmatched-payments.ts'
import type { UnmatchedPaymentPage } from './list-unmatched-payments.ts'
import type {
  UnmatchedPaymentAction as Step,
  UnmatchedPaymentActionKind as StepKindName,
} from './unmatched-payment-action.entity.ts'

export const UnmatchedPaymentReason = {
  ALREADY_PAID: 'ALREADY_PAID',
  ORDER_CANCELLED: 'ORDER_CANCELLED',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  WRONG_AMOUNT: 'WRONG_AMOUNT',
  WRONG_CURRENCY: 'WRONG_CURRENCY',
  UNKNOWN_REFERENCE: 'UNKNOWN_REFERENCE',
} as const satisfies { [R in ReasonName]: R }
registerEnumType(UnmatchedPaymentReason, { name: 'UnmatchedPaymentReason' })

export const UnmatchedPaymentActionKind = {
  ACCEPTED: 'ACCEPTED',
  REFUNDED: 'REFUNDED',
  CONTACTED: 'CONTACTED',
  REOPENED: 'REOPENED',
} as const satisfies { [K in StepKindName]: K }
registerEnumType(UnmatchedPaymentActionKind, { name: 'UnmatchedPaymentActionKind' })

@ObjectType('UnmatchedPaymentAction', { description: 'What a member did about it.' })
export class UnmatchedPaymentActionType {
  @Field(() => UnmatchedPaymentActionKind)
  kind!: StepKindName

  @Field(() => DateTime)
  at!: Date

  @Field(() => StaffRef)
  by!: StaffRef

  @Field(() => Money, { nullable: true, description: 'Accepted, or refunded.' })
  amount!: Money | null

  @Field(() => String, { nullable: true })
  bankReference!: string | null

  @Field(() => String, { nullable: true })
  note!: string | null
}

@ObjectType('UnmatchedPayment', { description: 'Authentic money that no order could take.' })
export class UnmatchedPaymentType {
  @Field(() => ID)
  id!: string

  @Field(() => UnmatchedPaymentReason)
  reason!: ReasonName

  @Field(() => DateTime)
  openedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Null while it waits for a decision.' })
  closedAt!: Date | null

  @Field(() => String, { nullable: true })
  bank!: string | null

  @Field(() => String, { nullable: true })
  reference!: string | null

  @Field(() => String, { nullable: true })
  bankTransactionId!: string | null

  @Field(() => Money, {
    nullable: true,
    description: 'What the bank took; null where its message did not tell.',
  })
  amount!: Money | null

  @Field(() => MerchantOrder, { nullable: true })
  order!: MerchantOrder | null

  @Field(() => ID, { nullable: true, description: 'The payment at the bank that it came by.' })
  bankPaymentId!: string | null

  @Field(() => MerchantErrorCodeType, {
    nullable: true,
    description: 'Why acceptUnmatchedPayment would refuse it now; null where it may be tried.',
  })
  notAcceptable!: MerchantErrorCode | null

  @Field(() => [UnmatchedPaymentActionType], { description: 'Oldest first.' })
  steps!: UnmatchedPaymentActionType[]
}

@ObjectType()
export class UnmatchedPaymentConnection {
  @Field(() => [UnmatchedPaymentType])
  nodes!: UnmatchedPaymentType[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

const toStepType = (step: Step): UnmatchedPaymentActionType => ({
  kind: step.kind,
  at: step.at,
  by: { name: step.byName },
  amount: step.amount && step.currency ? money(step.amount, step.currency) : null,
  bankReference: step.bankReference ?? null,
  note: step.note ?? null,
})

export function toUnmatchedPaymentType({
  unmatchedPayment,
  bankName,
  order,
  steps,
}: FoundUnmatchedPayment): UnmatchedPaymentType {
  const obstacle = whyNotAcceptable(unmatchedPayment, order)
  return {
    id: unmatchedPayment.id,
    reason: unmatchedPayment.reason,
    openedAt: unmatchedPayment.openedAt,
    closedAt: unmatchedPayment.closedAt ?? null,
    bank: bankName,
    reference: unmatchedPayment.reference ?? null,
    bankTransactionId: unmatchedPayment.bankTransactionId ?? null,
    amount:
      unmatchedPayment.amount && unmatchedPayment.currency
        ? money(unmatchedPayment.amount, unmatchedPayment.currency)
        : null,
    order: order && toMerchantOrder(order),
    bankPaymentId: unmatchedPayment.attemptId ?? null,
    notAcceptable: obstacle,
    steps: steps.map(toStepType),
  }
}

export function toUnmatchedPaymentConnection(page: UnmatchedPaymentPage): UnmatchedPaymentConnection {
  const nodes = page.unmatchedPayments.map(toUnmatchedPaymentType)
  return { nodes, totalCount: page.totalCount, pageInfo: toPageInfo(page, nodes) }
}

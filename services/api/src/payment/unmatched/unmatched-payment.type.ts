import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MerchantUserErrorCode } from '../../kernel/merchant-user-error.type.ts'
import { StaffRef } from '../../member/member.type.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { money, Money } from '../../kernel/money.type.ts'
import { PageInfo, toPageInfo } from '../../kernel/page-info.type.ts'
import type { RescueReason as ReasonName } from './unmatched-payment.entity.ts'
import { judgeAcceptance } from './why-not-acceptable.ts'
import type { FoundRescue } from './find-unmatched-payments.ts'
import type { RescuePage } from './list-unmatched-payments.ts'
import type { RescueStep as Step, RescueStepKind as StepKindName } from './unmatched-payment-action.entity.ts'

export const RescueReason = {
  ALREADY_PAID: 'ALREADY_PAID',
  ORDER_CANCELLED: 'ORDER_CANCELLED',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  WRONG_AMOUNT: 'WRONG_AMOUNT',
  WRONG_CURRENCY: 'WRONG_CURRENCY',
  UNKNOWN_REFERENCE: 'UNKNOWN_REFERENCE',
} as const satisfies { [R in ReasonName]: R }
registerEnumType(RescueReason, { name: 'RescueReason' })

export const RescueStepKind = {
  ACCEPTED: 'ACCEPTED',
  REFUNDED: 'REFUNDED',
  CONTACTED: 'CONTACTED',
  REOPENED: 'REOPENED',
} as const satisfies { [K in StepKindName]: K }
registerEnumType(RescueStepKind, { name: 'RescueStepKind' })

@ObjectType('RescueStep', { description: 'What a member did about it.' })
export class RescueStepType {
  @Field(() => RescueStepKind)
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

@ObjectType('Rescue', { description: 'Authentic money that no order could take.' })
export class RescueType {
  @Field(() => ID)
  id!: string

  @Field(() => RescueReason)
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

  @Field(() => MerchantUserErrorCode, {
    nullable: true,
    description: 'Why acceptRescue would refuse it now; null where it may be tried.',
  })
  notAcceptable!: MerchantUserErrorCode | null

  @Field(() => [RescueStepType], { description: 'Oldest first.' })
  steps!: RescueStepType[]
}

@ObjectType()
export class RescueConnection {
  @Field(() => [RescueType])
  nodes!: RescueType[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

const toStepType = (step: Step): RescueStepType => ({
  kind: step.kind,
  at: step.at,
  by: { name: step.byName },
  amount: step.amount && step.currency ? money(step.amount, step.currency) : null,
  bankReference: step.bankReference ?? null,
  note: step.note ?? null,
})

export function toRescueType({ rescue, bankName, order, steps }: FoundRescue): RescueType {
  const obstacle = judgeAcceptance(rescue, order)
  return {
    id: rescue.id,
    reason: rescue.reason,
    openedAt: rescue.openedAt,
    closedAt: rescue.closedAt ?? null,
    bank: bankName,
    reference: rescue.reference ?? null,
    bankTransactionId: rescue.bankTransactionId ?? null,
    amount: rescue.amount && rescue.currency ? money(rescue.amount, rescue.currency) : null,
    order: order && toMerchantOrder(order),
    bankPaymentId: rescue.attemptId ?? null,
    notAcceptable: obstacle && MerchantUserErrorCode[obstacle as keyof typeof MerchantUserErrorCode],
    steps: steps.map(toStepType),
  }
}

export function toRescueConnection(page: RescuePage): RescueConnection {
  const nodes = page.rescues.map(toRescueType)
  return { nodes, totalCount: page.totalCount, pageInfo: toPageInfo(page, nodes) }
}

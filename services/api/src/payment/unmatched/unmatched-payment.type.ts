import type { MerchantErrorCode } from '@triclic/error-codes'
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { MerchantErrorCodeType } from '../../kernel/user-error.type.ts'
import { StaffRef } from '../../member/member.type.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { PersonalData } from '../../kernel/personal-data.ts'
import { money, Money } from '../../kernel/money.type.ts'
import { defineConnection, toConnection } from '../../kernel/connection.ts'
import type { ListPage } from '../../platform/db/list-page.ts'
import type { UnmatchedPaymentReason as ReasonName } from './unmatched-payment.entity.ts'
import { whyNotAcceptable } from './why-not-acceptable.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { ManualMethodType } from '../manual/manual-payment.type.ts'
import type { FoundUnmatchedPayment } from './find-unmatched-payments.ts'
import type {
  UnmatchedPaymentAction,
  UnmatchedPaymentActionKind as ActionKindName,
} from './unmatched-payment-action.entity.ts'

export const UnmatchedPaymentReason = {
  ALREADY_PAID: 'ALREADY_PAID',
  ORDER_CANCELLED: 'ORDER_CANCELLED',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  WRONG_AMOUNT: 'WRONG_AMOUNT',
  WRONG_CURRENCY: 'WRONG_CURRENCY',
  UNKNOWN_REFERENCE: 'UNKNOWN_REFERENCE',
  PARTIAL_AMOUNT: 'PARTIAL_AMOUNT',
  EXCESS_AMOUNT: 'EXCESS_AMOUNT',
} as const satisfies { [R in ReasonName]: R }
registerEnumType(UnmatchedPaymentReason, {
  name: 'UnmatchedPaymentReason',
  valuesConfig: {
    PARTIAL_AMOUNT: {
      description: 'A transfer or cheque of less than the total: the order waits for the rest.',
    },
    EXCESS_AMOUNT: { description: 'What a transfer or cheque exceeds the total by.' },
    ALREADY_PAID: { description: 'The order was paid before in another way.' },
    ORDER_CANCELLED: { description: 'The order was cancelled before the money came.' },
    OUT_OF_STOCK: { description: 'The order had expired, and its items are sold out.' },
    UNKNOWN_REFERENCE: { description: 'No payment of the shop has the reference that the bank gave.' },
    WRONG_AMOUNT: { description: 'The bank took another amount than it was asked for.' },
    WRONG_CURRENCY: { description: 'The bank took another currency than it was asked for.' },
  },
  description: 'Why no order took a payment. More values may be added.',
})

export const UnmatchedPaymentActionKind = {
  ACCEPTED: 'ACCEPTED',
  REFUNDED: 'REFUNDED',
  CONTACTED: 'CONTACTED',
  REOPENED: 'REOPENED',
  UNDONE: 'UNDONE',
} as const satisfies { [K in ActionKindName]: K }
registerEnumType(UnmatchedPaymentActionKind, {
  name: 'UnmatchedPaymentActionKind',
  description: 'What a member did about an unmatched payment.',
  valuesConfig: {
    ACCEPTED: { description: 'It became the payment of its order. Cannot be undone.' },
    CONTACTED: { description: 'The buyer was asked; the payment stays open.' },
    REFUNDED: { description: 'It went back to the buyer.' },
    REOPENED: { description: 'The refund was recorded by mistake: the payment is open again.' },
    UNDONE: { description: 'The transfer or cheque was recorded by mistake: there is no such money.' },
  },
})

@ObjectType('UnmatchedPaymentAction', { description: 'A member’s action on an unmatched payment.' })
export class UnmatchedPaymentActionType {
  @Field(() => UnmatchedPaymentActionKind, { description: 'What was done.' })
  kind!: ActionKindName

  @Field(() => DateTime, { description: 'When it was recorded.' })
  at!: Date

  @Field(() => StaffRef, { description: 'The member who did it.' })
  by!: StaffRef

  @Field(() => Money, { nullable: true, description: 'Accepted or refunded amount.' })
  amount!: Money | null

  @Field(() => String, {
    nullable: true,
    description: 'Of REFUNDED: what the bank calls the refund; otherwise null.',
  })
  bankReference!: string | null

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'For the members of the shop; null without one, or without BUYER_READ.',
  })
  note!: string | null
}

@ObjectType('UnmatchedPayment', {
  description:
    'Money from an authentic bank notification, or recorded by a member, that could not be applied to an order.',
})
export class UnmatchedPaymentType {
  @Field(() => ID, {
    description: 'For the mutations of unmatched payments, and as `LedgerEntry.subjectId`.',
  })
  id!: string

  @Field(() => UnmatchedPaymentReason, { description: 'Why no order took it.' })
  reason!: ReasonName

  @Field(() => DateTime, { description: 'When it was recorded.' })
  openedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Null while it is open.' })
  closedAt!: Date | null

  @Field(() => ManualMethodType, {
    nullable: true,
    description: 'How it came, where a member recorded it; null for money that a bank reported.',
  })
  manualMethod!: ManualMethod | null

  @Field(() => String, {
    nullable: true,
    description: 'As the shop names it; null for a transfer or cheque.',
  })
  bank!: string | null

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description:
      'What the payment was called at the bank, or the number of the cheque; null without one, or without BUYER_READ.',
  })
  reference!: string | null

  @Field(() => String, { nullable: true, description: 'What the bank calls it; null if it did not tell.' })
  bankTransactionId!: string | null

  @Field(() => Money, {
    nullable: true,
    description: 'Amount that the bank took; null if its notification did not contain a readable amount.',
  })
  amount!: Money | null

  @Field(() => MerchantOrder, {
    nullable: true,
    description: 'For which the money was meant; null if it is unknown.',
  })
  order!: MerchantOrder | null

  @Field(() => ID, { nullable: true, description: 'The bank payment it belongs to.' })
  bankPaymentId!: string | null

  @Field(() => MerchantErrorCodeType, {
    nullable: true,
    description: 'Why acceptUnmatchedPayment would be rejected; null if it may succeed.',
  })
  notAcceptable!: MerchantErrorCode | null

  @Field(() => [UnmatchedPaymentActionType], { description: 'Oldest first.' })
  steps!: UnmatchedPaymentActionType[]
}

export const UnmatchedPaymentConnection = defineConnection(
  'UnmatchedPaymentConnection',
  () => UnmatchedPaymentType,
)
export type UnmatchedPaymentConnection = InstanceType<typeof UnmatchedPaymentConnection>

const toActionType = (action: UnmatchedPaymentAction): UnmatchedPaymentActionType => ({
  kind: action.kind,
  at: action.at,
  by: { name: action.byName },
  amount: action.amount && action.currency ? money(action.amount, action.currency) : null,
  bankReference: action.bankReference ?? null,
  note: action.note ?? null,
})

export function toUnmatchedPaymentType({
  unmatchedPayment,
  bankName,
  manualMethod,
  order,
  actions,
}: FoundUnmatchedPayment): UnmatchedPaymentType {
  const obstacle = whyNotAcceptable(unmatchedPayment, order)
  return {
    id: unmatchedPayment.id,
    reason: unmatchedPayment.reason,
    openedAt: unmatchedPayment.openedAt,
    closedAt: unmatchedPayment.closedAt ?? null,
    manualMethod,
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
    steps: actions.map(toActionType),
  }
}

export const toUnmatchedPaymentConnection = (page: ListPage<FoundUnmatchedPayment>) =>
  toConnection(page, toUnmatchedPaymentType)

import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { excludesWithdrawal, WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { initial, PersonalData } from '../kernel/personal-data.ts'
import type { Shop } from '../shop/shop.ts'
import type { StoredWithdrawal, WithdrawalFacts } from './load-withdrawals.ts'
import {
  endOfRight,
  remainingOf,
  WITHDRAWAL_STATES,
  withdrawalState,
  type WithdrawableOrder,
  type WithdrawalState,
} from './withdrawal-state.ts'
import { WITHDRAWAL_STATUSES, withdrawalStatus, type WithdrawalStatus } from './withdrawal-status.ts'

const toEnum = <const Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [N in Name]: N }

const WithdrawalStateType = toEnum(WITHDRAWAL_STATES)
registerEnumType(WithdrawalStateType, {
  name: 'WithdrawalState',
  valuesConfig: {
    AVAILABLE: { description: 'The function must be offered: the buyer can withdraw now.' },
    NOTHING_LEFT: { description: 'All was withdrawn, or is exempt.' },
    PERIOD_OVER: { description: 'See `endsAt`.' },
    BUSINESS_BUYER: { description: 'The buyer gave a VAT number: only consumers have the right.' },
    ORDER_ENDED: { description: 'The order was cancelled or has expired.' },
  },
  description: 'Whether a buyer can withdraw from a purchase.',
})
const WithdrawalStatusType = toEnum(WITHDRAWAL_STATUSES)
registerEnumType(WithdrawalStatusType, {
  name: 'WithdrawalStatus',
  valuesConfig: {
    OPEN: { description: 'The buyer waits for the refund.' },
    REFUNDED: { description: 'Refunds were recorded for all of it.' },
    CLOSED: { description: 'A member closed it for a reason.' },
    NOTHING_PAID: { description: 'The order was cancelled or has expired: there is nothing to refund.' },
  },
  description: 'What became of a withdrawal.',
})

@ObjectType('WithdrawalLine', { description: 'How much of a line the buyer withdrew from.' })
export class WithdrawalLineType {
  @Field(() => ID, { description: 'As in `WithdrawableLine.lineId`.' })
  lineId!: string

  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => Int, { description: 'At least 1.' })
  quantity!: number

  @Field(() => Int, { description: 'Those that a refund was recorded for.' })
  refundedQuantity!: number
}

@ObjectType('Withdrawal', {
  description: 'A buyer’s declaration to withdraw from the purchase (Code de la consommation, L221-21).',
})
export class WithdrawalType {
  @Field(() => ID, { description: 'Of the withdrawal.' })
  id!: string

  @Field(() => DateTime, { description: 'When the buyer declared it.' })
  withdrawnAt!: Date

  @PersonalData(initial)
  @Field(() => String, { description: 'Of the buyer.' })
  name!: string

  @PersonalData()
  @Field(() => String, { description: 'Where the acknowledgement was sent.' })
  email!: string

  @Field(() => [WithdrawalLineType], { description: 'In the order of the order’s lines.' })
  lines!: WithdrawalLineType[]

  @Field(() => DateTime, {
    description:
      'The last moment for the refund: the fourteenth day after the withdrawal (L221-24). The merchant may wait for the goods, or the proof that they were sent.',
  })
  refundDueAt!: Date

  @Field(() => WithdrawalStatusType, { description: 'Whether the buyer still waits for the money.' })
  status!: WithdrawalStatus
}

@ObjectType('MerchantWithdrawal', {
  description: 'A buyer’s declaration to withdraw from the purchase, and what became of it.',
})
export class MerchantWithdrawalType extends WithdrawalType {
  @Field(() => String, { description: '`MerchantOrder.code`.' })
  orderCode!: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the goods, or the proof that they were sent, had come.',
  })
  returnedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When it was refunded or closed.' })
  settledAt!: Date | null

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'Why a member closed it without a refund.' })
  closeReason!: string | null
}

@ObjectType('WithdrawableLine', {
  description: 'A line of an order, and how much of it can be withdrawn from.',
})
export class WithdrawableLineType {
  @Field(() => ID, { description: 'For `withdraw`.' })
  lineId!: string

  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => String, { description: 'The merchant’s number of the variant.' })
  sku!: string

  @Field(() => Int, { description: 'Ordered.' })
  quantity!: number

  @Field(() => Int, { description: 'How many the buyer has withdrawn from already.' })
  withdrawn!: number

  @Field(() => Int, { description: 'What can still be withdrawn from while `state` is AVAILABLE.' })
  remaining!: number

  @Field(() => WithdrawalExemption, {
    nullable: true,
    description: 'Why there is no right of withdrawal, or when it ends, as it was at the time of the order.',
  })
  exemption!: WithdrawalExemption | null

  @Field(() => Boolean, {
    description:
      'Whether the exemption only says when the right ends, such as by unsealing: the buyer can withdraw until then.',
  })
  isConditional!: boolean
}

const ENDS_AT =
  'The last moment to withdraw, in the time zone of the shop the end of a day; null while the order was not delivered: the buyer can withdraw from the order on.'

@ObjectType('OrderWithdrawal', { description: 'The right of withdrawal of an order’s buyer.' })
export class OrderWithdrawalType {
  @Field(() => WithdrawalStateType, { description: 'Whether the buyer can withdraw now, or why not.' })
  state!: WithdrawalState

  @Field(() => DateTime, { nullable: true, description: ENDS_AT })
  endsAt!: Date | null

  @Field(() => [WithdrawableLineType], { description: 'All lines of the order.' })
  lines!: WithdrawableLineType[]

  @Field(() => [WithdrawalType], { description: 'Oldest first.' })
  withdrawals!: WithdrawalType[]
}

@ObjectType('MerchantOrderWithdrawal', { description: 'The right of withdrawal of an order’s buyer.' })
export class MerchantOrderWithdrawalType extends OrderWithdrawalType {
  @Field(() => [MerchantWithdrawalType], { description: 'Oldest first.' })
  declare withdrawals: MerchantWithdrawalType[]
}

@InputType('LineToWithdraw', { description: 'Of which line the buyer gives something back, and how much.' })
export class LineToWithdrawInput {
  @Field(() => ID, { description: 'Of `Order.withdrawal.lines`.' })
  lineId!: string

  @Field(() => Int, { description: 'From 1 to `WithdrawableLine.remaining`.' })
  quantity!: number
}

@InputType('WithdrawInput', { description: 'The buyer’s declaration to withdraw from a purchase.' })
export class WithdrawInputType {
  @Field(() => String, { description: '`Order.code`.' })
  orderCode!: string

  @Field(() => String, { description: '`Order.token`.' })
  orderToken!: string

  @Field(() => [LineToWithdrawInput], {
    nullable: true,
    description: 'Absent: everything that can still be withdrawn from.',
  })
  lines?: LineToWithdrawInput[] | null

  @Field(() => String, { description: 'A second call with the same key withdraws nothing.' })
  idempotencyKey!: string
}

export const toWithdrawalType = (withdrawal: StoredWithdrawal): MerchantWithdrawalType => ({
  ...withdrawal,
  status: withdrawalStatus(withdrawal),
})

export const toOrderWithdrawalType = (
  order: WithdrawableOrder,
  facts: WithdrawalFacts,
  shop: Shop,
): MerchantOrderWithdrawalType => ({
  state: withdrawalState(order, facts, shop),
  endsAt: endOfRight(facts, shop),
  lines: facts.items.map((item) => ({
    ...item,
    remaining: remainingOf(item),
    isConditional: item.exemption !== null && !excludesWithdrawal(item.exemption),
  })),
  withdrawals: facts.withdrawals.map(toWithdrawalType),
})

import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Money, money } from '../../kernel/money.type.ts'
import { PersonalData } from '../../kernel/personal-data.ts'
import type { Refundable } from './load-refundable.ts'
import type { StoredRefund } from './refunds-of-orders.ts'

@ObjectType('RefundLine')
export class RefundLineType {
  @Field(() => ID)
  lineId!: string

  @Field(() => String)
  productName!: string

  @Field(() => String)
  variantName!: string

  @Field(() => Int, { description: '0: part of the price alone.' })
  quantity!: number

  @Field(() => Money)
  amount!: Money
}

@ObjectType('Refund', { description: 'A refund that the merchant made at its bank and recorded.' })
export class RefundType {
  @Field(() => ID)
  id!: string

  @Field(() => Money)
  amount!: Money

  @Field(() => [RefundLineType])
  lines!: RefundLineType[]

  @Field(() => Money, { description: 'Of the amount, what is for the delivery.' })
  shippingAmount!: Money

  @Field(() => Money, { description: 'Of the amount, what is for neither a line nor the delivery.' })
  otherAmount!: Money

  @PersonalData()
  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => String)
  bankReference!: string

  @Field(() => Boolean, { description: 'Whether its items went back into stock.' })
  restock!: boolean

  @Field(() => DateTime)
  recordedAt!: Date

  @Field(() => String)
  recordedByName!: string

  @Field(() => Boolean, { description: 'Whether the bank has notified it, before or after.' })
  isSeenAtBank!: boolean
}

@ObjectType('RefundableLine')
export class RefundableLineType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  productName!: string

  @Field(() => String)
  variantName!: string

  @Field(() => Int)
  quantity!: number

  @Field(() => Money, { description: 'What was paid for it, after discounts.' })
  total!: Money

  @Field(() => Int)
  refundedQuantity!: number

  @Field(() => Money)
  refundedAmount!: Money
}

@ObjectType('Refundable', { description: 'What of an order can still be refunded.' })
export class RefundableType {
  @Field(() => Money, { description: 'What the shop received for the order.' })
  captured!: Money

  @Field(() => Money, { description: 'What is left of it; no refund can be more.' })
  remaining!: Money

  @Field(() => Money, {
    description: 'What the bank has refunded without that a refund was recorded for it.',
  })
  announced!: Money

  @Field(() => [RefundableLineType])
  lines!: RefundableLineType[]

  @Field(() => Money, { description: 'What is left of the delivery.' })
  shippingRemaining!: Money
}

export const toRefundType = (refund: StoredRefund): RefundType => ({
  id: refund.id,
  amount: money(refund.amount, refund.currency),
  lines: refund.lines.map((line) => ({ ...line, amount: money(line.amount, refund.currency) })),
  shippingAmount: money(refund.shippingAmount, refund.currency),
  otherAmount: money(refund.otherAmount, refund.currency),
  reason: refund.reason,
  bankReference: refund.bankReference,
  restock: refund.restock,
  recordedAt: new Date(refund.recordedAt),
  recordedByName: refund.recordedByName,
  isSeenAtBank: refund.isAnnounced || refund.confirmedAt !== null,
})

export const toRefundableType = (refundable: Refundable, currency: string): RefundableType => ({
  captured: money(refundable.balance.captured, currency),
  remaining: money(refundable.balance.captured - refundable.balance.refunded, currency),
  announced: money(refundable.balance.announced, currency),
  lines: refundable.lines.map((line) => ({
    id: line.id,
    productName: line.productName,
    variantName: line.variantName,
    quantity: line.quantity,
    total: money(line.total, currency),
    refundedQuantity: line.refundedQuantity,
    refundedAmount: money(line.refundedAmount, currency),
  })),
  shippingRemaining: money(refundable.shippingTotal - refundable.refundedShipping, currency),
})

import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Money, money } from '../../kernel/money.type.ts'
import { PersonalData } from '../../kernel/personal-data.ts'
import type { Refundable } from './load-refundable.ts'
import type { StoredRefund } from './refunds-of-orders.ts'

@ObjectType('RefundLine', { description: 'The part of a refund that is for one line of the order.' })
export class RefundLineType {
  @Field(() => ID, { description: '`RefundableLine.id`.' })
  lineId!: string

  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => Int, { description: '0: part of the price alone.' })
  quantity!: number

  @Field(() => Money, { description: 'Including tax.' })
  amount!: Money
}

@ObjectType('Refund', { description: 'A refund that the merchant made at its bank and recorded.' })
export class RefundType {
  @Field(() => ID, { description: 'As `LedgerEntry.subjectId`.' })
  id!: string

  @Field(() => Money, {
    description: 'All of it, including tax: the sum of the lines, `shippingAmount` and `otherAmount`.',
  })
  amount!: Money

  @Field(() => [RefundLineType], { description: 'In the order of the order’s lines; may be empty.' })
  lines!: RefundLineType[]

  @Field(() => Money, { description: 'Of the amount, what is for the delivery.' })
  shippingAmount!: Money

  @Field(() => Money, { description: 'Of the amount, what is for neither a line nor the delivery.' })
  otherAmount!: Money

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'What the buyer was told; null without one, or without BUYER_READ.',
  })
  reason!: string | null

  @Field(() => String, { description: 'At most 100 characters, as the member gave it.' })
  bankReference!: string

  @Field(() => Boolean, { description: 'Whether its items went back into stock.' })
  restock!: boolean

  @Field(() => DateTime, { description: 'When it was recorded here, not when the bank paid it out.' })
  recordedAt!: Date

  @Field(() => String, { description: 'The member who recorded it.' })
  recordedByName!: string

  @Field(() => Boolean, { description: 'Whether the bank has notified it, before or after.' })
  isSeenAtBank!: boolean
}

@ObjectType('RefundableLine', { description: 'A line of an order, and what of it was refunded.' })
export class RefundableLineType {
  @Field(() => ID, { description: 'For `RefundLineInput.lineId`.' })
  id!: string

  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => Int, { description: 'How many the buyer ordered.' })
  quantity!: number

  @Field(() => Money, { description: 'What was paid for it, after discounts.' })
  total!: Money

  @Field(() => Int, { description: 'How many items, of all refunds so far.' })
  refundedQuantity!: number

  @Field(() => Money, { description: 'Including tax, of all refunds so far.' })
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

  @Field(() => [RefundableLineType], {
    description: 'All lines of the order, also those that were refunded.',
  })
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

import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Money, money } from '../../kernel/money.type.ts'
import type { StoredRefund } from './refunds-of-orders.ts'

@ObjectType('OrderRefundLine', { description: 'The part of a refund that is for one line of the order.' })
export class OrderRefundLineType {
  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => Int, { description: 'How many items; 0 where only a part of the price was given back.' })
  quantity!: number

  @Field(() => Money, { description: 'Including tax.' })
  amount!: Money
}

@ObjectType('OrderRefund', {
  description:
    'A refund that the merchant made and recorded. `amount` is the sum of the lines, `shippingAmount` and `otherAmount`.',
})
export class OrderRefundType {
  @Field(() => ID, { description: 'Of the refund.' })
  id!: string

  @Field(() => DateTime, {
    description:
      'When the merchant recorded it. The bank of the buyer may take some days more to show the money.',
  })
  refundedAt!: Date

  @Field(() => Money, { description: 'All of it, including tax.' })
  amount!: Money

  @Field(() => [OrderRefundLineType], { description: 'In the order of the order’s lines; may be empty.' })
  lines!: OrderRefundLineType[]

  @Field(() => Money, { description: 'Of the amount, what is for the delivery.' })
  shippingAmount!: Money

  @Field(() => Money, {
    description: 'Of the amount, what is for neither a line nor the delivery, such as a gesture of goodwill.',
  })
  otherAmount!: Money

  @Field(() => String, { nullable: true, description: 'What the merchant gave the buyer as the reason.' })
  reason!: string | null
}

export const toOrderRefundType = (refund: StoredRefund): OrderRefundType => ({
  id: refund.id,
  refundedAt: new Date(refund.recordedAt),
  amount: money(refund.amount, refund.currency),
  lines: refund.lines.map((line) => ({ ...line, amount: money(line.amount, refund.currency) })),
  shippingAmount: money(refund.shippingAmount, refund.currency),
  otherAmount: money(refund.otherAmount, refund.currency),
  reason: refund.reason,
})

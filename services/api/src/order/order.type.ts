import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { money, Money } from '../kernel/money.type.ts'
import { DiscountAmountType, TaxExemption, toDiscountAmounts } from '../tax/tax.type.ts'
import { Address } from './address.type.ts'
import type { OrderedLine } from './order.entity.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

export const PARTLY_SHIPPED =
  'Whether some of its items are in a parcel and others are not. Its `fulfillment` is then still UNFULFILLED.'

export const NOTHING_TO_SHIP =
  'Whether all of it was refunded before anything was shipped. Its `fulfillment` stays UNFULFILLED, and nothing of it is to ship.'

/** An order as its buyer sees it. Resolvers return the `Order` entity; OrderResolver resolves the fields that differ from it. */
@ObjectType('Order')
export class OrderType {
  @Field(() => ID)
  id!: string

  @Field(() => String, {
    description:
      'The order number that people see and quote: on the phone, in emails and at the bank. Unique within the shop.',
  })
  code!: string

  @Field(() => OrderStatus)
  status!: OrderStatus

  @Field(() => FulfillmentStatus)
  fulfillment!: FulfillmentStatus

  @Field(() => Boolean, { description: PARTLY_SHIPPED })
  isPartlyShipped!: boolean

  @Field(() => Boolean, { description: NOTHING_TO_SHIP })
  hasNothingToShip!: boolean

  @Field(() => Boolean, { description: 'Whether the buyer collects it in the shop.' })
  isPickup!: boolean

  @Field(() => DateTime)
  placedAt!: Date

  @Field(() => String)
  email!: string

  @Field(() => Address)
  billingAddress!: Address

  @Field(() => Address)
  shippingAddress!: Address

  @Field(() => TaxExemption, { nullable: true, description: 'Why no VAT was charged.' })
  taxExemption?: `${TaxExemption}` | null

  @Field(() => String, {
    nullable: true,
    description: 'The sentence that the law wants where no VAT was charged.',
  })
  legalMention?: string | null
}

@ObjectType('OrderLine')
export class OrderLineType {
  @Field(() => String)
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => String)
  sku!: string

  @Field(() => Int)
  quantity!: number

  @Field(() => Money)
  unitPrice!: Money

  @Field(() => Int, { description: '2000 is 20 %.' })
  taxBasisPoints!: number

  @Field(() => [DiscountAmountType], { description: 'In the order in which they were applied.' })
  discounts!: DiscountAmountType[]

  @Field(() => Money, { description: 'After discounts.' })
  total!: Money
}

export const toOrderLineType = (line: OrderedLine, currency: string): OrderLineType => ({
  productName: line.productName,
  variantName: line.variantName,
  sku: line.sku,
  quantity: line.quantity,
  unitPrice: money(line.unitPrice, currency),
  taxBasisPoints: line.taxBasisPoints,
  discounts: toDiscountAmounts(line.discounts, currency),
  total: money(line.total, currency),
})

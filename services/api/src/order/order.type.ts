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
@ObjectType('Order', { description: 'An order, for whoever has its token.' })
export class OrderType {
  @Field(() => ID, { description: 'Of the order; people quote the `code`.' })
  id!: string

  @Field(() => String, {
    description:
      'The order number that people see and quote: on the phone, in emails, to the shop. Unique within the shop. A bank shows the reference of the payment instead.',
  })
  code!: string

  @Field(() => OrderStatus, { description: 'Of the payment; refunds do not change it.' })
  status!: OrderStatus

  @Field(() => FulfillmentStatus, { description: 'How far it is on its way.' })
  fulfillment!: FulfillmentStatus

  @Field(() => Boolean, { description: PARTLY_SHIPPED })
  isPartlyShipped!: boolean

  @Field(() => Boolean, { description: NOTHING_TO_SHIP })
  hasNothingToShip!: boolean

  @Field(() => Boolean, { description: 'Whether the buyer collects it in the shop.' })
  isPickup!: boolean

  @Field(() => DateTime, { description: 'When the buyer ordered.' })
  placedAt!: Date

  @Field(() => String, { description: 'Where mails about the order go.' })
  email!: string

  @Field(() => Address, { description: 'Of who pays; on the invoice.' })
  billingAddress!: Address

  @Field(() => Address, {
    description: 'Where the parcels go; of an order to collect, the buyer’s own address.',
  })
  shippingAddress!: Address

  @Field(() => String, { nullable: true, description: 'What the buyer wrote to the shop with the order.' })
  note?: string | null

  @Field(() => TaxExemption, { nullable: true, description: 'Why no VAT was charged.' })
  taxExemption?: `${TaxExemption}` | null

  @Field(() => String, {
    nullable: true,
    description: 'The sentence that the law wants where no VAT was charged.',
  })
  legalMention?: string | null
}

@ObjectType('OrderLine', { description: 'An item of an order, as it was when it was ordered.' })
export class OrderLineType {
  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => String, { description: 'The merchant’s number of the variant.' })
  sku!: string

  @Field(() => Int, { description: 'Ordered; what was refunded is not subtracted.' })
  quantity!: number

  @Field(() => Money, { description: 'Of one, including tax, before discounts.' })
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

import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money } from '../kernel/money.type.ts'
import { Address } from './address.type.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

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

  @Field(() => DateTime)
  placedAt!: Date

  @Field(() => String)
  email!: string

  @Field(() => Address)
  billingAddress!: Address

  @Field(() => Address)
  shippingAddress!: Address
}

@ObjectType('OrderLine')
export class OrderLineType {
  @Field(() => String)
  productName!: string

  @Field(() => String)
  variantName!: string

  @Field(() => String)
  sku!: string

  @Field(() => Int)
  quantity!: number

  @Field(() => Money)
  unitPrice!: Money

  @Field(() => Money)
  total!: Money
}

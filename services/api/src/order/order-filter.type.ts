import { Field, InputType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { PaymentMode } from '../shop/shop.type.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

/** An order must match every condition that is given. */
@InputType()
export class OrderFilter {
  @Field(() => [OrderStatus], { nullable: true })
  status?: OrderStatus[] | null

  @Field(() => [FulfillmentStatus], { nullable: true })
  fulfillment?: FulfillmentStatus[] | null

  @Field(() => String, {
    nullable: true,
    description:
      'Words that must each begin a word of the order’s code, products, SKUs, payment references and authorization numbers or, with BUYER_READ, of the buyer’s name, company, email address, telephone number and postcode. Accents and case do not matter. A code, number or reference is also found when it is written with or without spaces.',
  })
  search?: string | null

  @Field(() => DateTime, { nullable: true, description: 'Placed at or after this instant.' })
  placedFrom?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'Placed at or before this instant.' })
  placedTo?: Date | null

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Placed on or after this day in the shop’s time zone.',
  })
  placedSince?: string | null

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Placed on or before this day in the shop’s time zone.',
  })
  placedUntil?: string | null

  @Field(() => PaymentMode, {
    nullable: true,
    description: 'Orders with a payment of this mode, whatever its outcome.',
  })
  paymentMode?: PaymentMode | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Orders with a payment that the bank never answered. Look these payments up at the bank.',
  })
  unansweredByBank?: boolean | null
}

import { Field, ID, InputType, Int } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { OrderChannel } from '../shop/card-offer.ts'
import { PaymentMethod } from '../shop/payment-method.ts'
import { PaymentMode } from '../shop/shop.type.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'

/** An order must match every condition that is given. */
@InputType({ description: 'An order must match every condition that is given.' })
export class OrderFilter {
  @Field(() => [OrderStatus], {
    nullable: true,
    description: 'Orders with one of these; empty or absent for all.',
  })
  status?: OrderStatus[] | null

  @Field(() => [FulfillmentStatus], {
    nullable: true,
    description: 'Orders with one of these; empty or absent for all.',
  })
  fulfillment?: FulfillmentStatus[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether some, but not all, of its items are in a parcel.',
  })
  isPartlyShipped?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether all of it was refunded before anything was shipped, so that nothing is to ship.',
  })
  hasNothingToShip?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Whether the buyer collects it in the shop.' })
  isPickup?: boolean | null

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

  @Field(() => PaymentMethod, {
    nullable: true,
    description:
      'Orders that were paid, or were to be paid, in this way, whatever came of it. An order may have several.',
  })
  paymentMethod?: PaymentMethod | null

  @Field(() => [String], { nullable: true, description: 'Orders with one of these codes.' })
  codes?: string[] | null

  @Field(() => OrderChannel, { nullable: true, description: 'Orders that reached the shop in this way.' })
  channel?: OrderChannel | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Orders with a payment that the bank never answered. Look these payments up at the bank.',
  })
  unansweredByBank?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Orders with a payment about which the bank sent news after it had accepted it, such as a failed capture or a refund.',
  })
  hasLaterNews?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Orders with a mail that could not be delivered.' })
  hasFailedMail?: boolean | null

  @Field(() => ID, {
    nullable: true,
    description: 'Orders with a payment at this bank, whatever its outcome: the id of a gateway account.',
  })
  gatewayAccountId?: string | null

  @Field(() => [String], {
    nullable: true,
    description: 'Delivered to one of these countries: ISO 3166-1 alpha-2 codes.',
  })
  countries?: string[] | null

  @Field(() => Int, { nullable: true, description: 'Totals of at least this, in minor units.' })
  totalFrom?: number | null

  @Field(() => Int, { nullable: true, description: 'Totals of at most this, in minor units.' })
  totalTo?: number | null
}

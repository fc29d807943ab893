import { Field, InputType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { PaymentMode } from '../shop/shop.type.ts'
import { OrderStatus } from './order-status.ts'

/** Every part that is given must hold. */
@InputType()
export class OrderFilter {
  @Field(() => [OrderStatus], { nullable: true })
  status?: OrderStatus[] | null

  @Field(() => String, {
    nullable: true,
    description: 'The beginning of a code, or a part of the e-mail or of the name billed.',
  })
  search?: string | null

  @Field(() => DateTime, { nullable: true, description: 'From this instant on.' })
  placedFrom?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'Up to this instant, itself included.' })
  placedTo?: Date | null

  @Field(() => PaymentMode, { nullable: true, description: 'Orders for which a card, or a bank, was used.' })
  paymentMode?: PaymentMode | null
}

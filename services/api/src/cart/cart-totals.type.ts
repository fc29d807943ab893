import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

@ObjectType({ description: 'total = subtotal + shippingTotal; taxTotal is the part of total that is tax.' })
export class CartTotals {
  @Field(() => Money)
  subtotal!: Money

  @Field(() => Money)
  shippingTotal!: Money

  @Field(() => Money)
  taxTotal!: Money

  @Field(() => Money)
  total!: Money
}

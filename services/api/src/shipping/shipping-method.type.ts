import { Field, ID, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

@ObjectType('ShippingMethod')
export class ShippingMethodType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => Money)
  price!: Money

  @Field(() => String, { nullable: true })
  description?: string | null
}

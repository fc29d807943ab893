import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('OrderEvent', { description: 'One entry of the timeline, in the shop’s language.' })
export class OrderEventType {
  @Field(() => DateTime)
  at!: Date

  @Field(() => String)
  kind!: string

  @Field(() => String, { description: 'A member’s name, buyer, bank or system.' })
  by!: string

  @Field(() => String)
  message!: string
}

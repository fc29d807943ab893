import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('OrderEvent', {
  description: 'An entry of the order’s timeline, in the language of the request.',
})
export class OrderEventType {
  @Field(() => DateTime)
  at!: Date

  @Field(() => String)
  kind!: string

  @Field(() => String, {
    description: 'Who caused it: the name of a member or an API key, or `buyer`, `bank` or `system`.',
  })
  by!: string

  @Field(() => String)
  message!: string
}

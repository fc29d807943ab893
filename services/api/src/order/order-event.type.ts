import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('OrderEvent', {
  description: 'An entry of the order’s timeline, in the language of the request.',
})
export class OrderEventType {
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date

  @Field(() => String, {
    description: 'For an icon, such as PLACED, SHIPPED or MAIL_RESENT. More may be added.',
  })
  kind!: string

  @Field(() => String, {
    description: 'Who caused it: the name of a member or an API key, or `buyer`, `bank` or `system`.',
  })
  by!: string

  @Field(() => String, {
    description: 'A sentence for members. Without BUYER_READ, it says nothing about who the buyer is.',
  })
  message!: string
}

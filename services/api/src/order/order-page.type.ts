import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { MerchantOrder } from './merchant-order.type.ts'

@ObjectType('OrderNote', { description: 'What a member wrote about an order. Buyers never see it.' })
export class OrderNoteType {
  @Field(() => ID, { description: 'For `removeOrderNote`.' })
  id!: string

  @Field(() => String, { description: 'At most 2,000 characters. It cannot be changed, only removed.' })
  text!: string

  @Field(() => String, { description: 'Who wrote it.' })
  by!: string

  @Field(() => DateTime, { description: 'Never changes.' })
  writtenAt!: Date

  @Field(() => Boolean, { description: 'Whether the member who asks wrote it, or owns the shop.' })
  mayRemove!: boolean
}

@ObjectType('OtherOrders', { description: 'The other orders of a buyer in the shop.' })
export class OtherOrders {
  @Field(() => Int, { description: 'At most 100.' })
  count!: number

  @Field(() => Boolean, { description: 'Whether there are more than `count`.' })
  countIsCapped!: boolean

  @Field(() => [MerchantOrder], { description: 'Newest first, at most five.' })
  newest!: MerchantOrder[]
}

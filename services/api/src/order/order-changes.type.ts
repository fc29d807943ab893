import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType('OrderChanges', { description: 'What is new since a list was loaded.' })
export class OrderChanges {
  @Field(() => Int, { description: 'Orders placed at or after the instant. At most 99.' })
  newOrders!: number

  @Field(() => Boolean, { description: 'Whether there are more than `newOrders`.' })
  newOrdersAreCapped!: boolean
}

import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('Visitor', { description: 'An anonymous visitor of a shop, recognised by an id.' })
export class VisitorType {
  @Field(() => ID, { description: 'The value of the x-visitor-id header.' })
  id!: string

  @Field(() => DateTime, {
    description:
      'The id is renewed long before, by any request: take it from the x-visitor-id header of each answer.',
  })
  expiresAt!: Date
}

@ObjectType({ description: 'The answer of `enterShop`.' })
export class EnterShopPayload {
  @Field(() => VisitorType, {
    description: 'The visitor of this request: a new one unless the request named one.',
  })
  visitor!: VisitorType
}

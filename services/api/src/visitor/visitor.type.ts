import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('Visitor')
export class VisitorType {
  @Field(() => ID, { description: 'The value of the x-visitor-id header.' })
  id!: string

  @Field(() => DateTime)
  expiresAt!: Date
}

@ObjectType()
export class EnterShopPayload {
  @Field(() => VisitorType)
  visitor!: VisitorType
}

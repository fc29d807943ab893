import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

@ObjectType({ simpleResolvers: true })
export class PriceRange {
  @Field(() => Money)
  min!: Money

  @Field(() => Money)
  max!: Money
}

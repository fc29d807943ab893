import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

@ObjectType({ simpleResolvers: true, description: 'Prices including tax.' })
export class PriceRange {
  @Field(() => Money, { description: 'The lowest.' })
  min!: Money

  @Field(() => Money, { description: 'The highest; equal to the lowest if there is one price.' })
  max!: Money
}

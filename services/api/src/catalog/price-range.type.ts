import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

@ObjectType({
  simpleResolvers: true,
  description: 'The lowest and the highest price of the variants of a product. Equal if there is one price.',
})
export class PriceRange {
  @Field(() => Money, { description: 'Including tax.' })
  min!: Money

  @Field(() => Money, { description: 'Including tax.' })
  max!: Money
}

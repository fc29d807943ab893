import { Field, Int, ObjectType } from 'type-graphql'
import { PriceRange } from './price-range.type.ts'

@ObjectType({ simpleResolvers: true, description: 'A value by which the products can be narrowed down.' })
export class FacetValue {
  @Field(() => String, {
    description:
      'To be shown: in the language of the request for availability, else as the merchant wrote it.',
  })
  label!: string

  @Field(() => String, {
    description:
      'What `filters` takes to select it: an Availability, a value of the option, or the slug of a collection.',
  })
  value!: string

  @Field(() => Boolean, { description: 'Whether `filters` selects it.' })
  selected!: boolean

  @Field(() => Int, {
    description:
      'Exactly the products that are found with this value, all other conditions as they are. Other selected values of the same facet are not counted in.',
  })
  count!: number
}

@ObjectType({ simpleResolvers: true, description: 'The values of an option, such as “Size”.' })
export class OptionFacet {
  @Field(() => String, { description: 'Of the option: what `filters.options.name` takes.' })
  name!: string

  @Field(() => [FacetValue], {
    description:
      'Numbers and letter sizes from the smallest to the largest, others alphabetically. At most the 200 with the most products, and those selected.',
  })
  values!: FacetValue[]
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What the products that were found can be narrowed down by. Each facet is computed without its own filter: a buyer who selected “M” still sees how many products there are in “S”. Values that no product has are left out, unless they are selected.',
})
export class ProductFacets {
  @Field(() => PriceRange, {
    nullable: true,
    description: 'The lowest and highest price that the other filters leave; null if they leave nothing.',
  })
  price!: PriceRange | null

  @Field(() => [FacetValue], { description: 'IN_STOCK, then OUT_OF_STOCK.' })
  availability!: FacetValue[]

  @Field(() => [OptionFacet], {
    description: 'The options with the most products first, at most 20, and those that `filters` names.',
  })
  options!: OptionFacet[]

  @Field(() => [FacetValue], { description: 'In the merchant’s order.' })
  collections!: FacetValue[]
}

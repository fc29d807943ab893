import { Field, InputType, Int, registerEnumType } from 'type-graphql'

export enum Availability {
  IN_STOCK = 'IN_STOCK',
  OUT_OF_STOCK = 'OUT_OF_STOCK',
}
registerEnumType(Availability, {
  name: 'Availability',
  description: 'Of a variant.',
  valuesConfig: {
    IN_STOCK: { description: 'At least one item can be bought now.' },
    OUT_OF_STOCK: { description: 'Sold out.' },
  },
})

@InputType({ description: 'Prices including tax, in minor units of the shop’s currency.' })
export class PriceFilter {
  @Field(() => Int, { nullable: true, description: 'The lowest price; absent: no limit.' })
  min?: number | null

  @Field(() => Int, { nullable: true, description: 'The highest price; absent: no limit.' })
  max?: number | null
}

@InputType({ description: 'Values of an option, of which a variant has one.' })
export class OptionFilter {
  @Field(() => String, {
    description: 'Of the option, such as “Size”. Case and accents do not matter, as in values.',
  })
  name!: string

  @Field(() => [String], {
    description: 'The variant has one of them, such as “S” or “M”. If empty, the filter is ignored.',
  })
  values!: string[]
}

@InputType({
  description:
    'A product is found if one of its variants meets all conditions on price, availability and options, and the product that on collections.',
})
export class ProductFilters {
  @Field(() => PriceFilter, {
    nullable: true,
    description: 'The range in which the price of the variant is.',
  })
  price?: PriceFilter | null

  @Field(() => Availability, { nullable: true, description: 'Whether the variant is in stock.' })
  availability?: Availability | null

  @Field(() => [OptionFilter], {
    nullable: true,
    description:
      'The variant meets each of them; values of the same option may be spread over several. At most 20, with 100 values in all.',
  })
  options?: OptionFilter[] | null

  @Field(() => [String], {
    nullable: true,
    description:
      'Slugs of collections: the product is in one of them. At most 50. If empty, the filter is ignored.',
  })
  collections?: string[] | null
}

import { Field, InputType, ObjectType } from 'type-graphql'

@InputType({ description: 'A value that the buyer chose for an option of a product.' })
export class ChosenOptionInput {
  @Field(() => String, {
    description: 'Of the option, such as “Size”. Case and accents do not matter, as in the value.',
  })
  name!: string

  @Field(() => String, { description: 'Such as “M”.' })
  value!: string
}

@ObjectType({ simpleResolvers: true, description: 'Whether a value can be chosen.' })
export class OptionValueAvailability {
  @Field(() => String, { description: 'As in `ProductOption.values`.' })
  value!: string

  @Field(() => Boolean, { description: 'Whether it is chosen.' })
  selected!: boolean

  @Field(() => Boolean, {
    description: 'Whether there is a variant with it and with what is chosen of the other options.',
  })
  exists!: boolean

  @Field(() => Boolean, { description: 'Whether such a variant is in stock.' })
  inStock!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'An option of a product with what can be chosen of it.' })
export class OptionAvailability {
  @Field(() => String, { description: 'Of the option.' })
  name!: string

  @Field(() => [OptionValueAvailability], { description: 'All values of the option, in their order.' })
  values!: OptionValueAvailability[]
}

import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType('BankChoice', {
  description: 'A bank account of the shop, with which its orders can be filtered.',
})
class BankChoice {
  @Field(() => ID, { description: 'Of a gateway account.' })
  id!: string

  @Field(() => String, { description: 'As the shop named it; of a removed one, as it was named.' })
  name!: string
}

@ObjectType('OrderFilterChoices', { description: 'What there is to filter the orders of the shop by.' })
export class OrderFilterChoices {
  @Field(() => [BankChoice], {
    description: 'The banks of the shop, by name. One that it removed is among them while it has payments.',
  })
  banks!: BankChoice[]

  @Field(() => [String], {
    description: 'The countries that it has delivered to, ascending: ISO 3166-1 alpha-2 codes.',
  })
  countries!: string[]
}

import { Field, ObjectType } from 'type-graphql'
import { CollectionType, Product } from './catalog.type.ts'

@ObjectType({ simpleResolvers: true, description: 'What a buyer who is typing a search may mean.' })
export class Suggestions {
  @Field(() => [String], {
    description:
      'What was typed with its last word completed, to be searched for: words from names of products that the other words match too, the most frequent first.',
  })
  queries!: string[]

  @Field(() => [Product], {
    description:
      'Products that match what was typed, the best first; if there are none, those that match the first of `queries`.',
  })
  products!: Product[]

  @Field(() => [CollectionType], {
    description: 'Collections in whose name every word typed begins a word, in the merchant’s order.',
  })
  collections!: CollectionType[]
}

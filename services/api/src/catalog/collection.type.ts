import { Field, ID, ObjectType } from 'type-graphql'
import { ProductConnection } from './product-connection.type.ts'

@ObjectType('Collection')
export class CollectionType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  slug!: string

  @Field(() => String)
  name!: string

  @Field(() => ProductConnection)
  products?: unknown
}

import { Field, ID, ObjectType } from 'type-graphql'

/** CatalogResolver adds its products. */
@ObjectType('Collection', { simpleResolvers: true })
export class CollectionType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  slug!: string

  @Field(() => String)
  name!: string
}

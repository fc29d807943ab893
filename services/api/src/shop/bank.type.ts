import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A bank intermediary that this shop can send its buyers to.' })
export class Bank {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}

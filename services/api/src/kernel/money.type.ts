import { Field, Int, ObjectType } from 'type-graphql'

/** @triclic/money's `Money` as a GraphQL type. */
@ObjectType({ simpleResolvers: true, description: 'Minor units (cents) and ISO 4217.' })
export class Money {
  @Field(() => Int)
  amount!: number

  @Field(() => String)
  currency!: string
}

export const money = (amount: number, currency: string): Money => ({ amount, currency })

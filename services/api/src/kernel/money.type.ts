import { Field, Int, ObjectType } from 'type-graphql'

/** @triclic/money's `Money` as a GraphQL type. */
@ObjectType({ simpleResolvers: true, description: 'Minor units (cents) and ISO 4217.' })
export class Money {
  @Field(() => Int, {
    description: 'In the smallest unit of the currency: 1250 is 12.50 €, and 1250 JPY is 1250 ¥.',
  })
  amount!: number

  @Field(() => String, { description: 'ISO 4217 code; always the currency of the shop.' })
  currency!: string
}

export const money = (amount: number, currency: string): Money => ({ amount, currency })

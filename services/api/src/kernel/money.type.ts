import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ simpleResolvers: true, description: 'Minor units (cents) and ISO 4217.' })
export class Money {
  @Field(() => Int)
  amount!: number

  @Field(() => String)
  currency!: string
}

export const money = (amount: number, currency: string): Money => ({ amount, currency })

/** The largest amount of a cart or an order, in minor units: GraphQL's Int. */
export const LARGEST_AMOUNT = 2_147_483_647

/** The tax held in a price that includes it, in minor units, rounded half up. The rate is in basis points (2000 is 20 %). */
export const taxIn = (amount: number, basisPoints: number): number =>
  Number(
    (BigInt(amount) * BigInt(basisPoints) * 2n + BigInt(10_000 + basisPoints)) /
      (2n * BigInt(10_000 + basisPoints)),
  )

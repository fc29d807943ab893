import { Field, ID, InputType, Int } from 'type-graphql'
import { Address } from './address.type.ts'

@InputType()
export class PlaceOrderInput {
  @Field(() => String, {
    description:
      'A UUID, scoped to the visitor. Same key, same input: the same order. Same key, other input: IDEMPOTENCY_KEY_REUSED.',
  })
  idempotencyKey!: string

  @Field(() => String)
  email!: string

  @Field(() => Address)
  billingAddress!: Address

  @Field(() => Address, { nullable: true, description: 'The billing address if absent.' })
  shippingAddress?: Address | null

  @Field(() => ID, { nullable: true, description: 'REQUIRED if the shop has methods for that country.' })
  shippingMethodId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'What the buyer was shown, in minor units; if it differs: PRICE_CHANGED, nothing placed.',
  })
  expectedTotal?: number | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

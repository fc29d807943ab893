import { Field, ID, InputType, Int } from 'type-graphql'
import { Address } from './address.type.ts'

@InputType()
export class PlaceOrderInput {
  @Field(() => String, {
    description:
      'A UUID, scoped to the visitor. The same key with the same input returns the same order; with other input: IDEMPOTENCY_KEY_REUSED.',
  })
  idempotencyKey!: string

  @Field(() => String)
  email!: string

  @Field(() => Address)
  billingAddress!: Address

  @Field(() => Address, { nullable: true, description: 'Defaults to the billing address.' })
  shippingAddress?: Address | null

  @Field(() => ID, {
    nullable: true,
    description: 'Required when the shop has shipping methods for the country.',
  })
  shippingMethodId?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The total shown to the buyer, in minor units. If it differs, no order is placed: PRICE_CHANGED.',
  })
  expectedTotal?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'VAT number of a business in another member state. The order carries no VAT if the shop has recorded that VIES found the number valid.',
  })
  vatNumber?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

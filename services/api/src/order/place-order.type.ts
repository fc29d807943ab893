import { Field, ID, InputType, Int } from 'type-graphql'
import { Address } from './address.type.ts'

@InputType({ description: 'What is ordered is the cart; this is the rest.' })
export class PlaceOrderInput {
  @Field(() => String, {
    description:
      'A UUID, scoped to the visitor. The same key with the same input returns the same order; with other input: IDEMPOTENCY_KEY_REUSED.',
  })
  idempotencyKey!: string

  @Field(() => String, { description: 'For the confirmation and other mails about the order.' })
  email!: string

  @Field(() => Address, { description: 'Of who pays.' })
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

  @Field(() => String, {
    nullable: true,
    description: 'For the shop, at most 2000 characters. Card numbers are refused: CARD_NUMBER_IN_TEXT.',
  })
  note?: string | null
}

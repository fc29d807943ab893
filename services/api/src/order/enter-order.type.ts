import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { MerchantErrorCode } from '@triclic/error-codes'
import { CartTotals } from '../cart/cart-totals.type.ts'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { MerchantErrorCodeType } from '../kernel/user-error.type.ts'
import { OrderChannel } from '../shop/card-offer.ts'
import { ShippingMethodType } from '../shipping/shipping-method.type.ts'
import { PlaceOrderInput } from './place-order.type.ts'

@InputType('EnteredLineInput', { description: 'A variant, and how many of it.' })
export class EnteredLineInput {
  @Field(() => ID, { description: 'Of a variant of a product that buyers see: VARIANT_NOT_FOUND otherwise.' })
  variantId!: string

  @Field(() => Int, {
    description: '1 to 9999, also added up over all lines of the variant: INVALID_QUANTITY.',
  })
  quantity!: number
}

@InputType('EnterOrderInput', { description: 'An order that a member writes down for a buyer.' })
export class EnterOrderInputType extends PlaceOrderInput {
  @Field(() => OrderChannel, { description: 'TELEPHONE or MAIL.' })
  channel!: Exclude<OrderChannel, 'WEB'>

  @Field(() => [EnteredLineInput], {
    description: '1 to 500: CART_EMPTY or CART_TOO_LARGE otherwise. Lines of the same variant are added up.',
  })
  lines!: EnteredLineInput[]

  @Field(() => String, {
    nullable: true,
    description: 'Case and spaces around it do not matter; null without one.',
  })
  discountCode?: string | null

  @Field(() => ContentLanguage, { description: 'Of the mails to the buyer.' })
  language!: Language
}

@InputType('EnteredOrderQuoteInput', { description: 'What decides the price of an order.' })
export class EnteredOrderQuoteInput {
  @Field(() => [EnteredLineInput], {
    description: '1 to 500: CART_EMPTY or CART_TOO_LARGE otherwise. Lines of the same variant are added up.',
  })
  lines!: EnteredLineInput[]

  @Field(() => String, { description: 'Of the delivery address.' })
  countryCode!: string

  @Field(() => String, {
    nullable: true,
    description: 'Of the delivery address; null where zones need none.',
  })
  postalCode?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Of a business in another member state, with its prefix; null without one.',
  })
  vatNumber?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'One of the methods that this mutation answers; null before one is chosen.',
  })
  shippingMethodId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Case and spaces around it do not matter; null without one.',
  })
  discountCode?: string | null
}

@ObjectType('EnteredOrderQuote', { description: 'What an order that a member enters would cost.' })
export class EnteredOrderQuoteType {
  @Field(() => [ShippingMethodType], { description: 'What can be chosen for the delivery address.' })
  methods!: ShippingMethodType[]

  @Field(() => CartTotals, {
    nullable: true,
    description: 'Null where the shop does not deliver the order so.',
  })
  totals!: CartTotals | null

  @Field(() => MerchantErrorCodeType, {
    nullable: true,
    description: 'Why the discount code does not apply.',
  })
  discountProblem!: MerchantErrorCode | null
}

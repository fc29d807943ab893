import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { MerchantErrorCode } from '@triclic/error-codes'
import { CartTotals } from '../cart/cart-totals.type.ts'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { MerchantErrorCodeType } from '../kernel/user-error.type.ts'
import { OrderChannel } from '../shop/card-offer.ts'
import { ShippingMethodType } from '../shipping/shipping-method.type.ts'
import { PlaceOrderInput } from './place-order.type.ts'

@InputType('EnteredLineInput')
export class EnteredLineInput {
  @Field(() => ID)
  variantId!: string

  @Field(() => Int)
  quantity!: number
}

@InputType('EnterOrderInput')
export class EnterOrderInputType extends PlaceOrderInput {
  @Field(() => OrderChannel, { description: 'TELEPHONE or MAIL.' })
  channel!: Exclude<OrderChannel, 'WEB'>

  @Field(() => [EnteredLineInput])
  lines!: EnteredLineInput[]

  @Field(() => String, { nullable: true })
  discountCode?: string | null

  @Field(() => ContentLanguage, { description: 'Of the mails to the buyer.' })
  language!: Language
}

@InputType('EnteredOrderQuoteInput')
export class EnteredOrderQuoteInput {
  @Field(() => [EnteredLineInput])
  lines!: EnteredLineInput[]

  @Field(() => String, { description: 'Of the delivery address.' })
  countryCode!: string

  @Field(() => String, { nullable: true })
  postalCode?: string | null

  @Field(() => String, { nullable: true })
  vatNumber?: string | null

  @Field(() => ID, { nullable: true })
  shippingMethodId?: string | null

  @Field(() => String, { nullable: true })
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

import { Field, ID, Int, ObjectType } from 'type-graphql'
import { Variant } from '../catalog/catalog.type.ts'
import { Money } from '../kernel/money.type.ts'
import { DiscountAmountType } from '../tax/tax.type.ts'
import { CartNotice } from './cart-notice.type.ts'
import { StorefrontUserError } from '../kernel/user-error.type.ts'

@ObjectType({ simpleResolvers: true, description: 'The discount code that was entered for a cart.' })
export class DiscountCode {
  @Field(() => String, { description: 'In upper case.' })
  code!: string

  @Field(() => StorefrontUserError, {
    nullable: true,
    description: 'Why the code does not apply to the cart as it is now; null if it applies.',
  })
  problem!: StorefrontUserError | null
}

@ObjectType({ simpleResolvers: true, description: 'A variant, and how many of it.' })
export class CartLine {
  @Field(() => ID, {
    description: 'Stable key for client caches. `setCartLine` takes the id of the variant.',
  })
  id!: string

  @Field(() => Variant, { description: 'What is bought, at its current price and stock.' })
  variant!: Variant

  @Field(() => Int, { description: 'At least 1; it may exceed the stock, which `notices` tell.' })
  quantity!: number

  @Field(() => Money, { description: 'The current price of one, including tax, before discounts.' })
  unitPrice!: Money

  @Field(() => [DiscountAmountType], {
    description: 'What each discount takes off this line; empty without any.',
  })
  discounts!: DiscountAmountType[]

  @Field(() => Money, { description: 'After discounts.' })
  total!: Money

  @Field(() => [CartNotice], {
    description:
      'What changed since the buyer last changed the line or acknowledged a notice of it: its price, or that the stock no longer covers the quantity.',
  })
  notices!: CartNotice[]
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a visitor is about to order. Kept for 90 days after it was last read or changed.',
})
export class Cart {
  @Field(() => ID, { description: 'Stable key for client caches; not the visitor id.' })
  id!: string

  @Field(() => [CartLine], { description: 'In the order in which they were added.' })
  lines!: CartLine[]

  @Field(() => Int, { description: 'The items of all lines: two of one and three of another are five.' })
  totalQuantity!: number

  @Field(() => [DiscountAmountType], {
    description: 'What each discount takes off all lines. Free delivery shows in quotes.',
  })
  discounts!: DiscountAmountType[]

  @Field(() => DiscountCode, {
    nullable: true,
    description: 'The code that the buyer entered, also while it does not apply; null without one.',
  })
  discountCode!: DiscountCode | null

  @Field(() => Money, { description: 'After discounts.' })
  subtotal!: Money

  @Field(() => [CartNotice], {
    description:
      'What changed and belongs to none of the `lines`: products that are no longer sold. Whether the code applies: `discountCode.problem`.',
  })
  notices!: CartNotice[]
}

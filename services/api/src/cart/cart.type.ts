import { Field, ID, Int, ObjectType } from 'type-graphql'
import { Variant } from '../catalog/catalog.type.ts'
import { Money } from '../kernel/money.type.ts'
import { DiscountAmountType } from '../tax/tax.type.ts'
import { StorefrontUserError } from '../kernel/user-error.type.ts'

@ObjectType({ simpleResolvers: true, description: 'The discount code that was entered for a cart.' })
export class DiscountCode {
  @Field(() => String)
  code!: string

  @Field(() => StorefrontUserError, {
    nullable: true,
    description: 'Why the code does not apply to the cart as it is now; null if it applies.',
  })
  problem!: StorefrontUserError | null
}

@ObjectType({ simpleResolvers: true })
export class CartLine {
  @Field(() => ID)
  id!: string

  @Field(() => Variant)
  variant!: Variant

  @Field(() => Int)
  quantity!: number

  @Field(() => Money)
  unitPrice!: Money

  @Field(() => [DiscountAmountType])
  discounts!: DiscountAmountType[]

  @Field(() => Money, { description: 'After discounts.' })
  total!: Money
}

@ObjectType({ simpleResolvers: true })
export class Cart {
  @Field(() => ID, { description: 'Stable key for client caches; not the visitor id.' })
  id!: string

  @Field(() => [CartLine])
  lines!: CartLine[]

  @Field(() => Int)
  totalQuantity!: number

  @Field(() => [DiscountAmountType], {
    description: 'What each discount takes off all lines. Free delivery shows in quotes.',
  })
  discounts!: DiscountAmountType[]

  @Field(() => DiscountCode, { nullable: true })
  discountCode!: DiscountCode | null

  @Field(() => Money, { description: 'After discounts.' })
  subtotal!: Money
}

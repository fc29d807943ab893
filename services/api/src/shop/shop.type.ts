import type { CardBrand } from '@triclic/card-core'
import { Field, ObjectType } from 'type-graphql'
import { Bank } from './bank.type.ts'
import { CardBrandType } from './card-brand.type.ts'
import { PaymentMode } from './payment-mode.type.ts'

@ObjectType('Shop')
export class ShopType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  slug!: string

  @Field(() => String)
  currency!: string

  @Field(() => String)
  locale!: string

  @Field(() => String)
  country!: string

  @Field(() => String, { description: 'IANA' })
  timeZone!: string

  @Field(() => [PaymentMode])
  paymentModes!: `${PaymentMode}`[]

  @Field(() => [CardBrandType])
  cardBrands!: CardBrand[]

  @Field(() => [Bank])
  banks?: Bank[]
}

import type { CardBrand } from '@triclic/card-core'
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import type { PostalCodeUse } from '../kernel/postal-code.ts'
import { BusinessIdentityType } from './business/business-identity.type.ts'

export enum PaymentMode {
  CARD = 'CARD',
  BANK = 'BANK',
}
registerEnumType(PaymentMode, { name: 'PaymentMode' })

/** card-core's brands as a GraphQL enum. */
export const CardBrandType = {
  VISA: 'VISA',
  MASTERCARD: 'MASTERCARD',
  AMERICAN_EXPRESS: 'AMERICAN_EXPRESS',
  DINERS_CLUB: 'DINERS_CLUB',
} as const satisfies { [B in CardBrand]: B }
registerEnumType(CardBrandType, { name: 'CardBrand' })

@ObjectType({ description: 'A bank on whose page buyers of this shop can pay.' })
export class Bank {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}

export const PostalCodeUseType = {
  REQUIRED: 'REQUIRED',
  OPTIONAL: 'OPTIONAL',
  NONE: 'NONE',
} as const satisfies { [Use in PostalCodeUse]: Use }
registerEnumType(PostalCodeUseType, {
  name: 'PostalCodeUse',
  description: 'Whether addresses in a country need a postcode, may have one, or have none.',
})

@ObjectType()
export class Country {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  code!: string

  @Field(() => PostalCodeUseType)
  postalCode!: PostalCodeUse
}

@ObjectType({ description: 'What the merchant chose for the look of the shop.' })
export class ShopTheme {
  @Field(() => String, {
    nullable: true,
    description:
      'Colour of buttons and links, `#rrggbb`, readable with white; null for the frontend’s own colour.',
  })
  accentColor!: string | null
}

@ObjectType('Shop')
export class ShopType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  slug!: string

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string

  @Field(() => String)
  locale!: string

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'IANA time zone.' })
  timeZone!: string

  @Field(() => [PaymentMode])
  paymentModes!: `${PaymentMode}`[]

  @Field(() => [CardBrandType])
  cardBrands!: CardBrand[]

  @Field(() => [Bank])
  banks?: Bank[]

  @Field(() => [Country], {
    description:
      'The countries that an address may be in. To which of them the shop delivers: shippingMethods.',
  })
  countries?: Country[]

  @Field(() => BusinessIdentityType, {
    nullable: true,
    description: 'Who sells, for legal notices; null until the merchant has entered it.',
  })
  business!: BusinessIdentityType | null

  @Field(() => String, { nullable: true, description: 'Public email address of the shop.' })
  contactEmail!: string | null

  @Field(() => ShopTheme)
  theme?: ShopTheme
}

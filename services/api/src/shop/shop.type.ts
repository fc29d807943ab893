import type { CardBrand } from '@triclic/card-core'
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import type { PostalCodeUse } from '../kernel/postal-code.ts'
import { BusinessIdentityType } from './business/business-identity.type.ts'

export enum PaymentMode {
  CARD = 'CARD',
  BANK = 'BANK',
}
registerEnumType(PaymentMode, {
  name: 'PaymentMode',
  description: 'How money comes that a card or a bank pays. All ways to pay: `PaymentMethod`.',
  valuesConfig: {
    BANK: { description: 'On the page of a bank.' },
    CARD: { description: 'With a card number that the shop keys at its bank.' },
  },
})

/** card-core's brands as a GraphQL enum. */
export const CardBrandType = {
  VISA: 'VISA',
  MASTERCARD: 'MASTERCARD',
  AMERICAN_EXPRESS: 'AMERICAN_EXPRESS',
  DINERS_CLUB: 'DINERS_CLUB',
} as const satisfies { [B in CardBrand]: B }
registerEnumType(CardBrandType, {
  name: 'CardBrand',
  description: 'The types of cards that the platform knows.',
  valuesConfig: {
    AMERICAN_EXPRESS: { description: '15 digits, beginning with 34 or 37.' },
    DINERS_CLUB: { description: '14 to 19 digits, beginning with 300–305, 3095, 36, 38 or 39.' },
    MASTERCARD: { description: '16 digits, beginning with 51–55 or 2221–2720.' },
    VISA: { description: '13, 16 or 19 digits, beginning with 4.' },
  },
})

@ObjectType({ description: 'A bank on whose page buyers of this shop can pay.' })
export class Bank {
  @Field(() => ID, { description: 'For `PayByBankInput.bankId`.' })
  id!: string

  @Field(() => String, { description: 'As the buyer knows it.' })
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
  valuesConfig: {
    NONE: { description: 'Addresses have no postcode: leave it empty.' },
    OPTIONAL: { description: 'Some addresses have one.' },
    REQUIRED: { description: 'Every address has one, which is checked: INVALID_ADDRESS.' },
  },
})

@ObjectType({ description: 'A country that an address may be in.' })
export class Country {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  code!: string

  @Field(() => PostalCodeUseType, { description: 'Whether an address there has a postcode.' })
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

@ObjectType('Shop', { description: 'A shop, as its buyers see it.' })
export class ShopType {
  @Field(() => String, { description: 'As buyers know it.' })
  name!: string

  @Field(() => String, { description: 'In addresses of the platform; unique.' })
  slug!: string

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string

  @Field(() => String, {
    description:
      '`fr` or `en`: the language of its products, and of messages without an accept-language header.',
  })
  locale!: string

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'IANA time zone.' })
  timeZone!: string

  @Field(() => [PaymentMode], {
    description: 'What the shop has switched on. Which ways a given buyer is offered: `paymentMethods`.',
  })
  paymentModes!: `${PaymentMode}`[]

  @Field(() => [CardBrandType], { description: 'The types of cards that the shop accepts.' })
  cardBrands!: CardBrand[]

  @Field(() => [Bank], { description: 'At which buyers can pay now; empty if there is none.' })
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

  @Field(() => ShopTheme, { description: 'Colours and logo.' })
  theme?: ShopTheme
}

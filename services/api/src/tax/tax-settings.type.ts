import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { defineConnection } from '../kernel/connection.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { Money } from '../kernel/money.type.ts'
import { TaxCategory } from './tax-category.ts'

export enum PriceMode {
  SAME_GROSS = 'SAME_GROSS',
  SAME_NET = 'SAME_NET',
}
registerEnumType(PriceMode, {
  name: 'PriceMode',
  valuesConfig: {
    SAME_GROSS: { description: 'Buyers pay the listed price, whatever the VAT of the destination.' },
    SAME_NET: {
      description: 'The listed price without VAT is the same everywhere; buyers pay it with theirs.',
    },
  },
  description: 'What buyers in other countries pay, whose VAT is another one.',
})

@ObjectType('TaxRate', { description: 'A rate of VAT that the shop has set.' })
export class TaxRateType {
  @Field(() => TaxCategory, { description: 'Of the goods.' })
  category!: TaxCategory

  @Field(() => Int, { description: '2000 is 20 %.' })
  basisPoints!: number
}

@ObjectType('HomeTaxRate', { description: 'A rate of VAT in the shop’s own territory.' })
export class HomeTaxRateType extends TaxRateType {
  @Field(() => Boolean, {
    description:
      'The standard rate is assumed, because goods of this category are taxed at several rates, or a lower rate could not be confirmed: an accountant should check it.',
  })
  isUnsure!: boolean
}

@ObjectType('UnsureTaxRate', { description: 'Where the standard rate is assumed for a category.' })
export class UnsureTaxRateType {
  @Field(() => TaxCategory, { description: 'Of the goods.' })
  category!: TaxCategory

  @Field(() => [String], { description: 'VAT territories of other member states.' })
  territories!: string[]
}

@ObjectType('DistanceSales', {
  description:
    'Paid sales without VAT to buyers in other member states who gave no valid VAT number, by calendar year of the shop’s time zone.',
})
export class DistanceSalesType {
  @Field(() => Money, { description: 'Of the calendar year until now.' })
  thisYear!: Money

  @Field(() => Money, { description: 'Of the whole calendar year before.' })
  lastYear!: Money

  @Field(() => Money, {
    nullable: true,
    description:
      'Above it in this or the last year, VAT of the buyer’s country is due. Null for a shop that does not sell in euros.',
  })
  threshold!: Money | null
}

@ObjectType('VatCheck', { description: 'A VAT number of another member state that VIES found valid.' })
export class VatCheckType {
  @Field(() => ID, { description: 'For `removeVatCheck`. A newer check of the same number has another one.' })
  id!: string

  @Field(() => String, { description: 'With its prefix, without separators.' })
  number!: string

  @Field(() => LocalDate, { description: 'When VIES was asked, as the member gave it.' })
  checkedOn!: string

  @Field(() => String, { description: 'The consultation number that VIES gave.' })
  reference!: string
}

export const VatCheckConnection = defineConnection('VatCheckConnection', () => VatCheckType)
export type VatCheckConnection = InstanceType<typeof VatCheckConnection>

@ObjectType('TaxSettings', { description: 'What the shop declares about its VAT, and what follows from it.' })
export class TaxSettingsType {
  @Field(() => String, {
    description: 'VAT territory of the shop’s establishment: FR, FR-20R (Corsica), RE, ES-CN.',
  })
  territory!: string

  @Field(() => [String], { description: 'Those of the shop’s country.' })
  territories!: string[]

  @Field(() => Boolean, {
    description: 'Exempt as a small business; in France article 293 B of the tax code.',
  })
  isSmallBusiness!: boolean

  @Field(() => Boolean, { description: 'Whether the territory is in the VAT area of the European Union.' })
  isInUnion!: boolean

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'From this day on consumers in other member states are charged their own country’s VAT. Null: that of the shop.',
  })
  ossSince!: string | null

  @Field(() => PriceMode, { description: 'What buyers in other countries pay.' })
  priceMode!: PriceMode

  @Field(() => Boolean, { description: 'If not, the shop sets its rates itself.' })
  hasKnownRates!: boolean

  @Field(() => [HomeTaxRateType], { description: 'That apply in the shop’s own territory today.' })
  rates!: HomeTaxRateType[]

  @Field(() => [UnsureTaxRateType], {
    description: 'For the categories of the shop’s products; empty without the one-stop shop.',
  })
  unsureElsewhere!: UnsureTaxRateType[]

  @Field(() => [TaxRateType], { description: 'Set by the shop.' })
  ownRates!: TaxRateType[]

  @Field(() => DistanceSalesType, {
    description: 'Sales to consumers in other member states, which decide where VAT is due.',
  })
  distanceSales!: DistanceSalesType

  @Field(() => String, { description: 'Changes with the settings; to be sent with a change.' })
  version!: string
}

@InputType('TaxRateInput', { description: 'A rate of VAT that the shop sets.' })
export class TaxRateInputType {
  @Field(() => TaxCategory, { description: 'Of the goods.' })
  category!: TaxCategory

  @Field(() => Int, { description: '0 to 10,000; 2000 is 20 %.' })
  basisPoints!: number
}

@InputType('ChangeTaxSettingsInput', { description: 'All that the shop declares about its VAT.' })
export class ChangeTaxSettingsInputType {
  @Field(() => String, {
    description: 'One of `TaxSettings.territories`: TAX_TERRITORY_NOT_OF_COUNTRY otherwise.',
  })
  territory!: string

  @Field(() => Boolean, { description: 'True: no VAT is charged, and invoices say why.' })
  isSmallBusiness!: boolean

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'From this day on consumers in other member states are charged their own country’s VAT. OSS_NOT_AVAILABLE outside the VAT area of the European Union, and for a small business. Null: that of the shop.',
  })
  ossSince?: string | null

  @Field(() => PriceMode, { description: 'What buyers in other countries pay.' })
  priceMode!: PriceMode

  @Field(() => [TaxRateInputType], {
    description:
      'Of OTHER alone where the rates of the territory are known (`hasKnownRates`), of every category elsewhere: TAX_RATE_INVALID otherwise.',
  })
  ownRates!: TaxRateInputType[]

  @Field(() => String, {
    nullable: true,
    description:
      'The version of the settings that were changed: SETTINGS_CHANGED_MEANWHILE if others are stored.',
  })
  version?: string | null
}

@InputType('RecordVatCheckInput', { description: 'What VIES answered about the VAT number of a buyer.' })
export class RecordVatCheckInputType {
  @Field(() => String, {
    description:
      'With the prefix of its country; spaces do not matter. VAT_NUMBER_NOT_EUROPEAN if no member state has numbers of this format.',
  })
  vatNumber!: string

  @Field(() => LocalDate, { description: 'Not in the future: DATE_IN_FUTURE.' })
  checkedOn!: string

  @Field(() => String, { description: 'The consultation number that VIES gave; at most 50 characters.' })
  reference!: string
}

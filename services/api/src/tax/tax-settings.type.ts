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
})

@ObjectType('TaxRate')
export class TaxRateType {
  @Field(() => TaxCategory)
  category!: TaxCategory

  @Field(() => Int, { description: '2000 is 20 %.' })
  basisPoints!: number
}

@ObjectType('HomeTaxRate')
export class HomeTaxRateType extends TaxRateType {
  @Field(() => Boolean, {
    description:
      'The standard rate is assumed, because goods of this category are taxed at several rates, or a lower rate could not be confirmed: an accountant should check it.',
  })
  isUnsure!: boolean
}

@ObjectType('UnsureTaxRate', { description: 'Where the standard rate is assumed for a category.' })
export class UnsureTaxRateType {
  @Field(() => TaxCategory)
  category!: TaxCategory

  @Field(() => [String], { description: 'VAT territories of other member states.' })
  territories!: string[]
}

@ObjectType('DistanceSales', {
  description:
    'Paid sales without VAT to buyers in other member states who gave no valid VAT number, by calendar year of the shop’s time zone.',
})
export class DistanceSalesType {
  @Field(() => Money)
  thisYear!: Money

  @Field(() => Money)
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
  @Field(() => ID)
  id!: string

  @Field(() => String)
  number!: string

  @Field(() => LocalDate)
  checkedOn!: string

  @Field(() => String, { description: 'The consultation number that VIES gave.' })
  reference!: string
}

export const VatCheckConnection = defineConnection('VatCheckConnection', () => VatCheckType)
export type VatCheckConnection = InstanceType<typeof VatCheckConnection>

@ObjectType('TaxSettings')
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

  @Field(() => PriceMode)
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

  @Field(() => DistanceSalesType)
  distanceSales!: DistanceSalesType

  @Field(() => String)
  version!: string
}

@InputType('TaxRateInput')
export class TaxRateInputType {
  @Field(() => TaxCategory)
  category!: TaxCategory

  @Field(() => Int, { description: '0 to 10,000; 2000 is 20 %.' })
  basisPoints!: number
}

@InputType('ChangeTaxSettingsInput')
export class ChangeTaxSettingsInputType {
  @Field(() => String)
  territory!: string

  @Field(() => Boolean)
  isSmallBusiness!: boolean

  @Field(() => LocalDate, { nullable: true })
  ossSince?: string | null

  @Field(() => PriceMode)
  priceMode!: PriceMode

  @Field(() => [TaxRateInputType])
  ownRates!: TaxRateInputType[]

  @Field(() => String, {
    nullable: true,
    description:
      'The version of the settings that were changed: SETTINGS_CHANGED_MEANWHILE if others are stored.',
  })
  version?: string | null
}

@InputType('RecordVatCheckInput')
export class RecordVatCheckInputType {
  @Field(() => String)
  vatNumber!: string

  @Field(() => LocalDate)
  checkedOn!: string

  @Field(() => String, { description: 'The consultation number that VIES gave; at most 50 characters.' })
  reference!: string
}

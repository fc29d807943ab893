import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { money, Money } from '../kernel/money.type.ts'
import type { VatNumberStatus } from './vat-number-status.ts'
import type { TaxOfRate } from '../pricing/price-lines.ts'

/** Why an order carries no VAT: the values of the operation's `TaxExemption`. */
export enum TaxExemption {
  EXPORT = 'EXPORT',
  INTRA_COMMUNITY = 'INTRA_COMMUNITY',
  SMALL_BUSINESS = 'SMALL_BUSINESS',
  NOT_APPLIED = 'NOT_APPLIED',
}
registerEnumType(TaxExemption, {
  name: 'TaxExemption',
  valuesConfig: {
    EXPORT: { description: 'The goods leave the shop’s VAT area and that of the European Union.' },
    INTRA_COMMUNITY: {
      description: 'Sold to a business of another member state, whose VAT number was checked.',
    },
    SMALL_BUSINESS: { description: 'The shop is exempt as a small business.' },
    NOT_APPLIED: { description: 'VAT is not applied where the shop is established: Guyane, Mayotte.' },
  },
  description: 'Why no VAT is charged.',
})

export const VatNumberStatusEnum = {
  ABSENT: 'ABSENT',
  CHECKED: 'CHECKED',
  UNCHECKED: 'UNCHECKED',
  DOMESTIC: 'DOMESTIC',
  INVALID: 'INVALID',
} as const satisfies { [K in VatNumberStatus]: K }
registerEnumType(VatNumberStatusEnum, {
  name: 'VatNumberStatus',
  valuesConfig: {
    ABSENT: { description: 'None was given.' },
    CHECKED: { description: 'The shop has recorded that VIES found it valid: no VAT is charged.' },
    UNCHECKED: { description: 'The shop has not recorded a check of it: VAT is charged.' },
    DOMESTIC: { description: 'It is one of the shop’s own country: VAT is charged.' },
    INVALID: { description: 'No member state has numbers of this format. An order with it is refused.' },
  },
  description: 'What the VAT number of a buyer does to the price.',
})

@ObjectType('TaxOfRate', { description: 'What is taxed at one rate.' })
export class TaxOfRateType {
  @Field(() => Int, { description: '2000 is 20 %.' })
  taxBasisPoints!: number

  @Field(() => Money, { description: 'Without tax.' })
  base!: Money

  @Field(() => Money, { description: 'The tax at this rate, in the currency of the shop.' })
  tax!: Money
}

@ObjectType('DiscountAmount', { description: 'What a discount took off a line, or off the delivery.' })
export class DiscountAmountType {
  @Field(() => String, {
    description: 'What the buyer calls it: the code, or the name of an automatic discount.',
  })
  label!: string

  @Field(() => Money, { description: 'More than 0, including tax.' })
  amount!: Money
}

export const toTaxesOfRates = (taxes: readonly TaxOfRate[], currency: string): TaxOfRateType[] =>
  taxes.map(({ taxBasisPoints, base, tax }) => ({
    taxBasisPoints,
    base: money(base, currency),
    tax: money(tax, currency),
  }))

export const toDiscountAmounts = (
  discounts: readonly { label: string; amount: number }[],
  currency: string,
): DiscountAmountType[] => discounts.map(({ label, amount }) => ({ label, amount: money(amount, currency) }))

import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'
import type { VatNumberStatus } from '../tax/vat-number-status.ts'
import { DiscountAmountType, TaxExemption, TaxOfRateType, VatNumberStatusEnum } from '../tax/tax.type.ts'

@ObjectType({ description: 'total = subtotal + shippingTotal; taxTotal is the part of total that is tax.' })
export class CartTotals {
  @Field(() => Money, { description: 'Of the lines, including tax, after discounts.' })
  subtotal!: Money

  @Field(() => Money, {
    description: 'Including tax, after discounts; 0 without a choice of a shipping method.',
  })
  shippingTotal!: Money

  @Field(() => [DiscountAmountType], { description: 'What each discount takes off the lines.' })
  discounts!: DiscountAmountType[]

  @Field(() => [DiscountAmountType], { description: 'What is taken off the delivery.' })
  shippingDiscounts!: DiscountAmountType[]

  @Field(() => Money, { description: 'The part of `total` that is tax, rounded half up once for each rate.' })
  taxTotal!: Money

  @Field(() => Money, { description: 'What the buyer pays.' })
  total!: Money

  @Field(() => [TaxOfRateType], { description: 'By rate, ascending; bases and taxes add up to the total.' })
  taxes!: TaxOfRateType[]

  @Field(() => TaxExemption, { nullable: true, description: 'Why no VAT is charged.' })
  taxExemption?: TaxExemption | null

  @Field(() => VatNumberStatusEnum, {
    nullable: true,
    description:
      'What the VAT number of the buyer does; null where none makes a difference, so that none need be asked for.',
  })
  vatNumberStatus!: VatNumberStatus | null
}

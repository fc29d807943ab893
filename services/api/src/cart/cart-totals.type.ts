import { Field, ObjectType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'
import type { VatNumberStatus } from '../tax/vat-number-status.ts'
import { DiscountAmountType, TaxExemption, TaxOfRateType, VatNumberStatusEnum } from '../tax/tax.type.ts'

@ObjectType({ description: 'total = subtotal + shippingTotal; taxTotal is the part of total that is tax.' })
export class CartTotals {
  @Field(() => Money)
  subtotal!: Money

  @Field(() => Money)
  shippingTotal!: Money

  @Field(() => [DiscountAmountType], { description: 'What each discount takes off the lines.' })
  discounts!: DiscountAmountType[]

  @Field(() => [DiscountAmountType], { description: 'What is taken off the delivery.' })
  shippingDiscounts!: DiscountAmountType[]

  @Field(() => Money)
  taxTotal!: Money

  @Field(() => Money)
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

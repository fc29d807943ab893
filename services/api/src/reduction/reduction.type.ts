import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { money, Money } from '../kernel/money.type.ts'
import type { PriceReduction } from './load-price-reductions.ts'

@ObjectType('ReductionPlan', {
  description: 'A reduction that begins later, or returns to the price before it.',
})
export class ReductionPlanType {
  @Field(() => Money, { description: 'The reduced one, including tax.' })
  price!: Money

  @Field(() => DateTime, { description: 'When it begins or began.' })
  startsAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Null: it does not end by itself.' })
  endsAt!: Date | null

  @Field(() => Money, { nullable: true, description: 'The price before it; null if it has not begun.' })
  regularPrice!: Money | null
}

@ObjectType('PriceReduction', { description: 'A variant whose price may be reduced. Prices include tax.' })
export class PriceReductionType {
  @Field(() => ID, { description: '`MerchantVariant.id`.' })
  variantId!: string

  @Field(() => ID, { description: '`MerchantProduct.id`.' })
  productId!: string

  @Field(() => String, { description: 'As it is named now.' })
  productName!: string

  @Field(() => String, { description: 'As it is named now.' })
  variantName!: string

  @Field(() => String, { description: 'The merchant’s number of the variant.' })
  sku!: string

  @Field(() => Money, { description: 'What buyers pay now.' })
  price!: Money

  @Field(() => Money, {
    description: 'The lowest price of the last 30 days: what would be crossed out if the price fell now.',
  })
  lowestPrice!: Money

  @Field(() => Money, {
    nullable: true,
    description: 'What buyers see crossed out; null without an announced reduction.',
  })
  priorPrice!: Money | null

  @Field(() => ReductionPlanType, {
    nullable: true,
    description: 'A reduction that is planned, or that runs until its end; null without one.',
  })
  plan!: ReductionPlanType | null
}

@InputType('PriceReductionInput', { description: 'A variant, and its reduced price.' })
export class PriceReductionInputType {
  @Field(() => ID, {
    description:
      '`MerchantVariant.id`, each once: VARIANT_REPEATED. REDUCTION_RUNNING while it has a planned reduction that has begun.',
  })
  variantId!: string

  @Field(() => Int, { description: 'Minor units, including tax.' })
  price!: number

  @Field(() => Int, {
    nullable: true,
    description: 'The price that the member saw: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  expectedPrice?: number | null
}

@InputType('ReducePricesInput', { description: 'Prices to reduce, for the same time.' })
export class ReducePricesInputType {
  @Field(() => [PriceReductionInputType], { description: 'At most 500.' })
  reductions!: PriceReductionInputType[]

  @Field(() => DateTime, { nullable: true, description: 'Absent, or not in the future: at once.' })
  startsAt?: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Then prices return to what they were; absent: not by themselves.',
  })
  endsAt?: Date | null
}

export function toPriceReductionType(reduction: PriceReduction, currency: string): PriceReductionType {
  const toMoney = (amount: number | null) => (amount === null ? null : money(amount, currency))
  const { plan } = reduction
  return {
    ...reduction,
    price: money(reduction.price, currency),
    lowestPrice: money(reduction.lowestPrice, currency),
    priorPrice: toMoney(reduction.priorPrice),
    plan: plan && { ...plan, price: money(plan.price, currency), regularPrice: toMoney(plan.regularPrice) },
  }
}

import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money, money } from '../kernel/money.type.ts'
import { whyNotNow } from './choose-discounts.ts'
import type { DiscountKind } from './discount.ts'
import type { MerchantDiscount } from './load-discounts.ts'

export const DiscountKindEnum = {
  PERCENTAGE: 'PERCENTAGE',
  AMOUNT: 'AMOUNT',
  FREE_DELIVERY: 'FREE_DELIVERY',
} as const satisfies { [K in DiscountKind]: K }
registerEnumType(DiscountKindEnum, {
  name: 'DiscountKind',
  description: 'What a discount takes off.',
  valuesConfig: {
    AMOUNT: { description: 'An amount of the goods, never more than they cost.' },
    FREE_DELIVERY: { description: 'The price of the delivery.' },
    PERCENTAGE: { description: 'A part of the price of the goods.' },
  },
})

export const DiscountStatus = {
  ACTIVE: 'ACTIVE',
  SCHEDULED: 'SCHEDULED',
  ENDED: 'ENDED',
  USED_UP: 'USED_UP',
  DISABLED: 'DISABLED',
} as const
registerEnumType(DiscountStatus, {
  name: 'DiscountStatus',
  description:
    'Whether buyers get a discount now. The first one in this order that is true: DISABLED, SCHEDULED, ENDED, USED_UP.',
  valuesConfig: {
    ACTIVE: { description: 'Buyers get it.' },
    DISABLED: { description: 'A member has switched it off.' },
    ENDED: { description: '`endsAt` has passed.' },
    SCHEDULED: { description: '`startsAt` has not come.' },
    USED_UP: { description: '`maxUses` orders have it.' },
  },
})

const VERSION = 'The version that the change is based on; absent to overwrite whatever is stored.'
const MINIMUM = 'Of the goods before discounts.'

@ObjectType('MerchantDiscount', {
  description: 'What a shop takes off the prices of orders: by a code, or automatically.',
})
export class DiscountType {
  @Field(() => ID, { description: 'Never changes.' })
  id!: string

  @Field(() => String, { description: 'What buyers see of an automatic discount.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'In upper case; null for an automatic discount.' })
  code!: string | null

  @Field(() => DiscountKindEnum, { description: 'What it takes off.' })
  kind!: DiscountKind

  @Field(() => Int, { nullable: true, description: 'Of PERCENTAGE: 1000 is 10 %.' })
  basisPoints!: number | null

  @Field(() => Money, { nullable: true, description: 'Of AMOUNT.' })
  amount!: Money | null

  @Field(() => ID, { nullable: true, description: 'The only goods that it applies to; null for all.' })
  collectionId!: string | null

  @Field(() => Money, { nullable: true, description: MINIMUM })
  minimumAmount!: Money | null

  @Field(() => DateTime, { description: 'From then on buyers get it.' })
  startsAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Not included; null: it does not end by itself.' })
  endsAt!: Date | null

  @Field(() => Int, { nullable: true, description: 'How many orders may have it; null for no limit.' })
  maxUses!: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'How many orders with the same email address may have it, since the limit was set; null for no limit.',
  })
  maxUsesPerEmail!: number | null

  @Field(() => Int, { description: 'Orders that have it and were neither cancelled nor expired.' })
  uses!: number

  @Field(() => Boolean, { description: 'Whether a member has left it on; see `status`.' })
  enabled!: boolean

  @Field(() => DiscountStatus, { description: 'Whether buyers get it now, and otherwise why not.' })
  status!: keyof typeof DiscountStatus

  @Field(() => Int, {
    description:
      'Increases with each change. To be sent with the next one, which then never overwrites another one unseen.',
  })
  version!: number
}

@ObjectType({ description: 'A collection that a discount may be limited to.' })
export class DiscountCollection {
  @Field(() => ID, { description: 'For `DiscountInput.collectionId`.' })
  id!: string

  @Field(() => String, { description: 'At most 255 characters.' })
  name!: string
}

@InputType('DiscountInput', { description: 'Amounts in minor units, including tax.' })
export class DiscountInputType {
  @Field(() => ID, { nullable: true, description: 'Of the discount to change; absent for a new one.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: VERSION })
  version?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Required for an automatic discount; the code if absent.',
  })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Absent for an automatic discount. Case does not matter.',
  })
  code?: string | null

  @Field(() => DiscountKindEnum, {
    description: 'It decides which of `basisPoints` and `amount` is required.',
  })
  kind!: DiscountKind

  @Field(() => Int, { nullable: true, description: 'Required for PERCENTAGE: 1000 is 10 %.' })
  basisPoints?: number | null

  @Field(() => Int, { nullable: true, description: 'Required for AMOUNT.' })
  amount?: number | null

  @Field(() => ID, { nullable: true, description: 'The only goods that it applies to.' })
  collectionId?: string | null

  @Field(() => Int, { nullable: true, description: MINIMUM })
  minimumAmount?: number | null

  @Field(() => DateTime, { description: 'May be past, for at once.' })
  startsAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description:
      'After `startsAt`, and not included: PERIOD_INVALID otherwise. Null: it does not end by itself.',
  })
  endsAt?: Date | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many orders may have it: 1 or more (LIMIT_INVALID), or null for no limit.',
  })
  maxUses?: number | null

  @Field(() => Int, { nullable: true, description: 'Counts the orders placed since it was set.' })
  maxUsesPerEmail?: number | null

  @Field(() => Boolean, { nullable: true, description: 'True if absent.' })
  enabled?: boolean | null
}

const STATUSES = {
  DISCOUNT_CODE_UNKNOWN: 'DISABLED',
  DISCOUNT_CODE_NOT_STARTED: 'SCHEDULED',
  DISCOUNT_CODE_EXPIRED: 'ENDED',
  DISCOUNT_CODE_USED_UP: 'USED_UP',
} as const

export function toDiscountType(discount: MerchantDiscount, currency: string, now = Date.now()): DiscountType {
  const problem = whyNotNow(discount, now)
  const toMoney = (amount: number | null) => (amount === null ? null : money(amount, currency))
  return {
    ...discount,
    amount: toMoney(discount.amount),
    minimumAmount: toMoney(discount.minimumAmount),
    startsAt: new Date(discount.startsAt),
    endsAt: discount.endsAt === null ? null : new Date(discount.endsAt),
    status: problem ? STATUSES[problem] : 'ACTIVE',
  }
}

import type { CardBrand } from '@triclic/card-core'
import { Field, InputType, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money } from '../kernel/money.type.ts'
import { CardBrandType, PaymentMode } from '../shop/shop.type.ts'
import { CardInput } from './card/take/card.input.ts'

@ObjectType()
export class Payment {
  @Field(() => PaymentMode)
  mode!: `${PaymentMode}`

  @Field(() => Money)
  amount!: Money

  @Field(() => CardBrandType, { nullable: true, description: 'CARD only.' })
  cardBrand?: CardBrand | null

  @Field(() => String, {
    nullable: true,
    description: 'CARD only. No other digits of the number are ever returned.',
  })
  cardFirstSix?: string | null

  @Field(() => String, { nullable: true, description: 'BANK only.' })
  bankName?: string | null

  @Field(() => DateTime, { nullable: true })
  paidAt?: Date | null
}

@InputType('PayByCardInput')
export class PayByCardInputType {
  @Field(() => String)
  orderCode!: string

  @Field(() => String, {
    description: 'The order’s token, or that of a card request (single use, valid for 72 hours).',
  })
  orderToken!: string

  @Field(() => CardInput)
  card!: CardInput

  @Field(() => String, {
    nullable: true,
    description: 'A repeated request with the same key returns the first result.',
  })
  idempotencyKey?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Abandons an unfinished payment at the bank, so that the order can be paid by card.',
  })
  abandonOpenAttempt?: boolean | null
}

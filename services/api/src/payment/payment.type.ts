import type { CardBrand } from '@triclic/card-core'
import { Field, InputType, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money } from '../kernel/money.type.ts'
import { CardBrandType, PaymentMode } from '../shop/shop.type.ts'
import { CardInput } from './card/take/card.input.ts'

@ObjectType({ description: 'How an order is paid, or was tried to be paid.' })
export class Payment {
  @Field(() => PaymentMode, { description: 'With a card number or at a bank.' })
  mode!: `${PaymentMode}`

  @Field(() => Money, { description: 'What is paid with it.' })
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

  @Field(() => DateTime, { nullable: true, description: 'When the order became PAID; null before.' })
  paidAt?: Date | null
}

@InputType('PayByCardInput', { description: 'A payment with a card number.' })
export class PayByCardInputType {
  @Field(() => String, { description: '`Order.code`.' })
  orderCode!: string

  @Field(() => String, {
    description: 'The order’s token, or that of a card request (single use, valid for 72 hours).',
  })
  orderToken!: string

  @Field(() => CardInput, { description: 'Checked before anything is stored.' })
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

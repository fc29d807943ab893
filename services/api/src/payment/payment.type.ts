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

  @Field(() => String, { nullable: true, description: 'CARD only; never more of the number than this.' })
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

  @Field(() => String, { description: 'Or the token of a card request: single use, 72 h.' })
  orderToken!: string

  @Field(() => CardInput)
  card!: CardInput

  @Field(() => String, { nullable: true, description: 'The same key gives the first answer again.' })
  idempotencyKey?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'The buyer comes back from the bank and wants another way.',
  })
  abandonOpenAttempt?: boolean | null
}

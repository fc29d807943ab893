import { Field, ID, InputType, Int } from 'type-graphql'

@InputType('RefundLineInput', { description: 'The part of a refund that is for one line of the order.' })
export class RefundLineInputType {
  @Field(() => ID, { description: 'Of `refundable.lines`.' })
  lineId!: string

  @Field(() => Int, { description: 'How many items are refunded; 0 for a part of the price alone.' })
  quantity!: number

  @Field(() => Int, {
    nullable: true,
    description: 'Minor units, tax included; by default what was paid for the items, to the cent.',
  })
  amount?: number | null
}

@InputType('RecordRefundInput', {
  description:
    'What the merchant gave back at its bank. Its sum is the lines, `shippingAmount` and `otherAmount`: REFUND_EMPTY for nothing.',
})
export class RecordRefundInputType {
  @Field(() => String, { description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.' })
  orderCode!: string

  @Field(() => [RefundLineInputType], {
    nullable: true,
    description: 'Each line at most once; absent for none.',
  })
  lines?: RefundLineInputType[] | null

  @Field(() => Int, { nullable: true, description: 'For the delivery, in minor units.' })
  shippingAmount?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'For neither a line nor the delivery, in minor units: a gesture of goodwill.',
  })
  otherAmount?: number | null

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Items that were shipped go back into stock; items that were not are no longer reserved and not shipped any more.',
  })
  restock!: boolean

  @Field(() => String, { description: 'The bank’s reference of the refund.' })
  bankReference!: string

  @Field(() => String, { nullable: true, description: 'Why; the email to the buyer quotes it.' })
  reason?: string | null

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the buyer gets an email.' })
  notifyBuyer!: boolean

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether this refund is one that the bank has announced (`refundable.announced`). Required once it has announced one.',
  })
  isAnnounced?: boolean | null

  @Field(() => String, { description: 'A second call with the same key records nothing.' })
  idempotencyKey!: string
}

import { Field, ID, InputType, Int } from 'type-graphql'

@InputType('AcceptUnmatchedPaymentInput', { description: 'A payment that becomes that of its order.' })
export class AcceptUnmatchedPaymentInputType {
  @Field(() => ID, { description: '`UnmatchedPayment.id`: NOT_FOUND if the shop has no such payment.' })
  unmatchedPaymentId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'Minor units that the bank took; required as a confirmation if it is not the order’s total.',
  })
  acceptedAmount?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'For the members of the shop; at most 2,000 characters, and no card number (BAD_USER_INPUT).',
  })
  note?: string | null
}

@InputType('RecordUnmatchedPaymentRefundInput', { description: 'A payment that went back to the buyer.' })
export class RecordUnmatchedPaymentRefundInputType {
  @Field(() => ID, { description: '`UnmatchedPayment.id`: NOT_FOUND if the shop has no such payment.' })
  unmatchedPaymentId!: string

  @Field(() => Int, { description: 'Minor units; at most the amount of the payment.' })
  amount!: number

  @Field(() => String, { description: 'The bank’s reference of the refund.' })
  bankReference!: string

  @Field(() => String, {
    nullable: true,
    description:
      'For the members of the shop; at most 2,000 characters, and no card number (BAD_USER_INPUT).',
  })
  note?: string | null
}

import { Field, ID, InputType, Int } from 'type-graphql'

@InputType('AcceptUnmatchedPaymentInput')
export class AcceptUnmatchedPaymentInputType {
  @Field(() => ID)
  unmatchedPaymentId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'Minor units that the bank took; required as a confirmation if it is not the order’s total.',
  })
  acceptedAmount?: number | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType('RecordUnmatchedPaymentRefundInput')
export class RecordUnmatchedPaymentRefundInputType {
  @Field(() => ID)
  unmatchedPaymentId!: string

  @Field(() => Int, { description: 'Minor units; at most the amount of the payment.' })
  amount!: number

  @Field(() => String, { description: 'The bank’s reference of the refund.' })
  bankReference!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

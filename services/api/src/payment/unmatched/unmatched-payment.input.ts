import { Field, ID, InputType, Int } from 'type-graphql'

@InputType('AcceptUnmatchedPaymentInput')
export class AcceptUnmatchedPaymentInputType {
  @Field(() => ID)
  unmatchedPaymentId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'What the bank took, minor units: REQUIRED where it is not the order’s total.',
  })
  acceptedAmount?: number | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType('RecordUnmatchedPaymentRefundInput')
export class RecordUnmatchedPaymentRefundInputType {
  @Field(() => ID)
  unmatchedPaymentId!: string

  @Field(() => Int, { description: 'Minor units; at most what the bank took.' })
  amount!: number

  @Field(() => String, { description: 'What the bank gave for the refund.' })
  bankReference!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

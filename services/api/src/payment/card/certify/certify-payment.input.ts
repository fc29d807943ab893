import { Field, ID, InputType, Int } from 'type-graphql'
import { CertificationOutcome } from '../../merchant-payment.type.ts'

@InputType('CertifyPaymentInput')
export class CertifyPaymentInputType {
  @Field(() => String)
  orderCode!: string

  @Field(() => ID)
  paymentId!: string

  @Field(() => CertificationOutcome)
  outcome!: keyof typeof CertificationOutcome

  @Field(() => Int, {
    nullable: true,
    description: 'What the bank authorised, minor units; the order’s total if absent.',
  })
  amount?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Up to 6 letters and digits; REQUIRED with APPROVED.',
  })
  authorizationNumber?: string | null

  @Field(() => String, { nullable: true })
  bankReference?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

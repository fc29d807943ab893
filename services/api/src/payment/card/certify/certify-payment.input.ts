import { Field, ID, InputType, Int } from 'type-graphql'
import { CertificationOutcome } from '../../merchant-payment.type.ts'
import { DeclineReason } from './decline-reason.ts'

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
    description:
      'Amount authorized by the bank, in minor units; at most the order’s total. Defaults to the payment’s amount.',
  })
  amount?: number | null

  @Field(() => Int, {
    nullable: true,
    description: '“amount” again; required as a confirmation with APPROVED if it is not the order’s total.',
  })
  acceptedAmount?: number | null

  @Field(() => String, {
    nullable: true,
    description: '1 to 6 letters and digits. Required with APPROVED.',
  })
  authorizationNumber?: string | null

  @Field(() => DeclineReason, { nullable: true, description: 'Only with REFUSED.' })
  declineReason?: DeclineReason | null

  @Field(() => String, { nullable: true })
  bankReference?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

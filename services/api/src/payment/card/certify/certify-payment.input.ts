import { Field, ID, InputType, Int } from 'type-graphql'
import { CertificationOutcome } from '../../merchant-payment.type.ts'
import { DeclineReason } from './decline-reason.ts'

@InputType('CertifyPaymentInput', { description: 'What the bank answered.' })
export class CertifyPaymentInputType {
  @Field(() => String, { description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.' })
  orderCode!: string

  @Field(() => ID, {
    description:
      '`MerchantCardPayment.id`: ALREADY_CERTIFIED after a final answer, PAYMENT_CLOSED where another payment took its place.',
  })
  paymentId!: string

  @Field(() => CertificationOutcome, {
    description: 'What the bank answered; REFERRAL leaves the payment open.',
  })
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

  @Field(() => String, {
    nullable: true,
    description: 'What the bank calls the payment; at most 100 characters.',
  })
  bankReference?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'For the members of the shop; at most 2,000 characters, and no card number (BAD_USER_INPUT).',
  })
  note?: string | null
}

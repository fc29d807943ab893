import { Field, ObjectType } from 'type-graphql'
import type { PaymentAttemptStatus } from '../bank-protocol.ts'
import { BankPaymentStatus } from './bank-payment-status.type.ts'

@ObjectType('BankAttempt', {
  description:
    'The newest payment attempt at a bank, to be shown on the page to which the bank returns the buyer.',
})
export class BankAttemptType {
  @Field(() => BankPaymentStatus, {
    description:
      'What is known of the payment; the bank may report it some minutes after the buyer came back.',
  })
  status!: PaymentAttemptStatus

  @Field(() => String, { description: 'The bank to whose page the buyer was sent.' })
  bankName!: string
}

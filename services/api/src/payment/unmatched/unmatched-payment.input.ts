import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { MerchantUserError } from '../../kernel/merchant-user-error.type.ts'
import { RescueType } from './unmatched-payment.type.ts'

@InputType('AcceptRescueInput')
export class AcceptRescueInputType {
  @Field(() => ID)
  rescueId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'What the bank took, minor units: REQUIRED where it is not the order’s total.',
  })
  acceptedAmount?: number | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType('RecordRescueRefundInput')
export class RecordRescueRefundInputType {
  @Field(() => ID)
  rescueId!: string

  @Field(() => Int, { description: 'Minor units; at most what the bank took.' })
  amount!: number

  @Field(() => String, { description: 'What the bank gave for the refund.' })
  bankReference!: string

  @Field(() => String, { nullable: true })
  note?: string | null
}

@ObjectType()
export class RescuePayload {
  @Field(() => RescueType, { nullable: true })
  rescue!: RescueType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

import { Field, ID, InputType } from 'type-graphql'
import { BankEnvironmentEnum } from './gateway-account.type.ts'
import type { BankEnvironment } from '../bank-protocol.ts'

@InputType()
export class BankFieldInput {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@InputType('AddGatewayAccountInput')
export class AddGatewayAccountInputType {
  @Field(() => String)
  protocol!: string

  @Field(() => String)
  name!: string

  @Field(() => BankEnvironmentEnum)
  environment!: BankEnvironment

  @Field(() => String)
  paymentUrl!: string

  @Field(() => [BankFieldInput])
  fields!: BankFieldInput[]
}

@InputType('ChangeGatewayAccountInput', { description: 'Omitted values stay unchanged.' })
export class ChangeGatewayAccountInputType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true })
  name?: string | null

  @Field(() => BankEnvironmentEnum, { nullable: true })
  environment?: BankEnvironment | null

  @Field(() => String, { nullable: true })
  paymentUrl?: string | null

  @Field(() => [BankFieldInput], {
    nullable: true,
    description: 'An empty secret leaves the stored one unchanged.',
  })
  fields?: BankFieldInput[] | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'For a key that may have leaked: previous keys are no longer accepted, even for payments under way.',
  })
  forgetEarlierKeys?: boolean | null
}

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

@InputType('ChangeGatewayAccountInput', { description: 'What is not given stays as it is.' })
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
    description: 'An empty secret leaves the one that is set.',
  })
  fields?: BankFieldInput[] | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'For a key that others may have: nothing more is believed by it, even of payments under way.',
  })
  forgetEarlierKeys?: boolean | null
}

import { Field, ID, InputType } from 'type-graphql'
import { BankEnvironmentEnum } from './gateway-account.type.ts'
import type { BankEnvironment } from '../bank-protocol.ts'

const BRAND = 'Name of one of the protocol’s `brands`, whose payment page is used.'
const PAYMENT_URL = 'The bank’s payment page, for a bank that is not one of the protocol’s `brands`.'

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

  @Field(() => String, { nullable: true, description: BRAND })
  brand?: string | null

  @Field(() => String, { nullable: true, description: PAYMENT_URL })
  paymentUrl?: string | null

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

  @Field(() => String, { nullable: true, description: BRAND })
  brand?: string | null

  @Field(() => String, { nullable: true, description: PAYMENT_URL })
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

  @Field(() => String, {
    nullable: true,
    description:
      'The version of the bank that was changed: SETTINGS_CHANGED_MEANWHILE if it was changed since. Without it, its settings are overwritten.',
  })
  version?: string | null
}

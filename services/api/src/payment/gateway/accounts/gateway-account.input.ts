import { Field, ID, InputType } from 'type-graphql'
import { BankEnvironmentEnum } from './gateway-account.type.ts'
import type { BankEnvironment } from '../bank-protocol.ts'

const BRAND = 'Name of one of the protocol’s `brands`, whose payment page is used.'
const PAYMENT_URL = 'The bank’s payment page, for a bank that is not one of the protocol’s `brands`.'

@InputType({ description: 'The value of one of the protocol’s `fields`.' })
export class BankFieldInput {
  @Field(() => String, { description: '`BankField.name`: BAD_USER_INPUT for any other.' })
  name!: string

  @Field(() => String, {
    description: 'As the bank gives it; spaces are left out. BANK_FIELD_INVALID if it cannot be right.',
  })
  value!: string
}

@InputType('AddGatewayAccountInput', {
  description: 'A bank to add. A shop has at most one of each protocol: BANK_ALREADY_ADDED.',
})
export class AddGatewayAccountInputType {
  @Field(() => String, { description: '`BankProtocol.name`: NOT_FOUND for any other.' })
  protocol!: string

  @Field(() => String, { description: 'What buyers read at the choice of the bank: at most 60 characters.' })
  name!: string

  @Field(() => BankEnvironmentEnum, { description: 'TEST to try it without real money.' })
  environment!: BankEnvironment

  @Field(() => String, { nullable: true, description: BRAND })
  brand?: string | null

  @Field(() => String, { nullable: true, description: PAYMENT_URL })
  paymentUrl?: string | null

  @Field(() => [BankFieldInput], {
    description:
      'One for each of the protocol’s `fields` that the merchant has; REQUIRED for one that `neededIn` names.',
  })
  fields!: BankFieldInput[]
}

@InputType('ChangeGatewayAccountInput', { description: 'Omitted values stay unchanged.' })
export class ChangeGatewayAccountInputType {
  @Field(() => ID, { description: '`GatewayAccount.id`.' })
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'What buyers read at the choice of the bank: at most 60 characters.',
  })
  name?: string | null

  @Field(() => BankEnvironmentEnum, {
    nullable: true,
    description: 'Another one needs its own keys: REQUIRED for those that are missing.',
  })
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

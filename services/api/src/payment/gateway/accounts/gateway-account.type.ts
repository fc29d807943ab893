import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../../kernel/date-time.type.ts'
import { Money } from '../../../kernel/money.type.ts'
import type { TestPaymentStatus } from '../test-payment/test-payment.entity.ts'
import type { BankEnvironment, BankProtocolName } from '../bank-protocol.ts'

export const BankEnvironmentEnum = { TEST: 'TEST', PRODUCTION: 'PRODUCTION' } as const satisfies {
  [E in BankEnvironment]: E
}
registerEnumType(BankEnvironmentEnum, { name: 'BankEnvironment' })

export const TestPaymentStatusEnum = {
  OPEN: 'OPEN',
  PENDING: 'PENDING',
  PAID: 'PAID',
  REFUSED: 'REFUSED',
  CANCELLED: 'CANCELLED',
  MISMATCHED: 'MISMATCHED',
} as const satisfies { [S in TestPaymentStatus]: S }
registerEnumType(TestPaymentStatusEnum, {
  name: 'TestPaymentStatus',
  valuesConfig: { MISMATCHED: { description: 'The bank spoke of another amount or currency.' } },
})

@ObjectType()
export class TestPaymentRefusalType {
  @Field(() => DateTime)
  receivedAt!: Date

  @Field(() => String, { description: 'For the log: what the message failed.' })
  reason!: string

  @Field(() => String, { description: 'What to do, in the language of the request.' })
  advice!: string
}

@ObjectType('TestPayment', { description: 'A payment of 1.00 that belongs to no order, to try a bank.' })
export class TestPaymentType {
  @Field(() => ID)
  id!: string

  @Field(() => TestPaymentStatusEnum)
  status!: TestPaymentStatus

  @Field(() => Money)
  amount!: Money

  @Field(() => BankEnvironmentEnum)
  environment!: BankEnvironment

  @Field(() => DateTime)
  openedAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the first notification came that was right in every way.',
  })
  notifiedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'The bank’s own word for how it went.' })
  bankStatus!: string | null

  protocol!: BankProtocolName
}

@ObjectType({ description: 'A field as it is kept. The value of a secret is never told.' })
export class BankFieldValue {
  @Field(() => String)
  name!: string

  @Field(() => Boolean)
  isSet!: boolean

  @Field(() => String, { nullable: true })
  value!: string | null

  @Field(() => DateTime, { nullable: true, description: 'Of a secret: when it was last set.' })
  setAt!: Date | null
}

@ObjectType('GatewayAccount', { description: 'The shop’s contract with a bank intermediary.' })
export class GatewayAccountType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'A name of bankProtocols.' })
  protocol!: BankProtocolName

  @Field(() => String, { description: 'What buyers see.' })
  name!: string

  @Field(() => BankEnvironmentEnum)
  environment!: BankEnvironment

  @Field(() => String, { description: 'Where buyers are sent to pay.' })
  paymentUrl!: string

  @Field(() => Boolean, { description: 'Whether buyers are offered it.' })
  enabled!: boolean

  @Field(() => [BankFieldValue])
  fields!: BankFieldValue[]

  @Field(() => DateTime, {
    description: 'When mode, address, identifiers or keys last changed: an older testPayment proves nothing.',
  })
  settingsSetAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the bank last answered a testPayment of these settings.',
  })
  triedAt!: Date | null

  @Field(() => Money, { description: 'What a testPayment would pay.' })
  testPaymentAmount!: Money

  @Field(() => TestPaymentType, { nullable: true, description: 'The newest.' })
  testPayment!: TestPaymentType | null
}

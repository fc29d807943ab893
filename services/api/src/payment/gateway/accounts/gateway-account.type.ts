import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../../kernel/date-time.type.ts'
import { Money } from '../../../kernel/money.type.ts'
import type { TestPaymentStatus } from '../test-payment/test-payment.entity.ts'
import type { BankEnvironment, BankProtocolName } from '../bank-protocol.ts'

export const BankEnvironmentEnum = { TEST: 'TEST', PRODUCTION: 'PRODUCTION' } as const satisfies {
  [E in BankEnvironment]: E
}
registerEnumType(BankEnvironmentEnum, {
  name: 'BankEnvironment',
  description: 'Where payments of a bank are made.',
  valuesConfig: {
    PRODUCTION: { description: 'With real money.' },
    TEST: { description: 'At the bank’s test system: nothing is paid, although orders become PAID.' },
  },
})

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
  valuesConfig: {
    MISMATCHED: { description: 'The bank reported a different amount or currency.' },
    CANCELLED: { description: 'The page of the bank was left without paying.' },
    OPEN: { description: 'Started; the bank has not notified anything.' },
    PAID: { description: 'The bank has accepted it: the settings are right.' },
    PENDING: { description: 'The bank is still checking it.' },
    REFUSED: { description: 'The bank has declined it; the settings are right all the same.' },
  },
  description: 'What became of a test payment.',
})

@ObjectType({ description: 'A message in the bank’s name that was refused.' })
export class TestPaymentRefusalType {
  @Field(() => DateTime, { description: 'When it arrived.' })
  receivedAt!: Date

  @Field(() => String, { description: 'Technical reason, for the log.' })
  reason!: string

  @Field(() => String, { description: 'What the merchant can do, in the language of the request.' })
  advice!: string
}

@ObjectType('TestPayment', { description: 'A small payment without an order, to test a bank’s settings.' })
export class TestPaymentType {
  @Field(() => ID, { description: 'Ascending with time.' })
  id!: string

  @Field(() => TestPaymentStatusEnum, { description: 'What the bank has notified.' })
  status!: TestPaymentStatus

  @Field(() => Money, { description: 'One unit of the shop’s currency, or 100 of one without decimals.' })
  amount!: Money

  @Field(() => BankEnvironmentEnum, {
    description: 'Where it was started; the bank’s settings may have changed since.',
  })
  environment!: BankEnvironment

  @Field(() => DateTime, { description: 'When it was started.' })
  openedAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the first authentic notification arrived.',
  })
  notifiedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'The bank’s own status code.' })
  bankStatus!: string | null

  protocol!: BankProtocolName
}

@ObjectType({ description: 'A stored field. The value of a secret is never returned.' })
export class BankFieldValue {
  @Field(() => String, { description: '`BankField.name` of the protocol.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether a value is stored, also where it is not returned.' })
  isSet!: boolean

  @Field(() => String, { nullable: true, description: 'Null for a secret, and for a field without a value.' })
  value!: string | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a secret was last set; null for other fields.',
  })
  setAt!: Date | null
}

@ObjectType('GatewayAccount', { description: 'The shop’s contract with a payment gateway.' })
export class GatewayAccountType {
  @Field(() => ID, { description: 'For the mutations of banks, and for `OrderFilter.gatewayAccountId`.' })
  id!: string

  @Field(() => String, { description: 'Name of one of bankProtocols.' })
  protocol!: BankProtocolName

  @Field(() => String, { description: 'Name that buyers see.' })
  name!: string

  @Field(() => BankEnvironmentEnum, {
    description: 'Where its payments are made now; payments already started stay where they are.',
  })
  environment!: BankEnvironment

  @Field(() => String, { description: 'Where buyers are sent to pay.' })
  paymentUrl!: string

  @Field(() => Boolean, { description: 'Whether it is offered to buyers.' })
  enabled!: boolean

  @Field(() => [BankFieldValue], { description: 'One for each of the protocol’s `fields`, in their order.' })
  fields!: BankFieldValue[]

  @Field(() => DateTime, {
    description:
      'When environment, payment URL, identifiers or keys last changed. Older test payments no longer count.',
  })
  settingsSetAt!: Date

  @Field(() => String, {
    description:
      'Changes with the name and the settings. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the bank last notified a test payment of the current settings.',
  })
  triedAt!: Date | null

  @Field(() => Int, {
    description:
      'Number of the newest payments, at most ten, that were answered or should have been, since the settings last changed.',
  })
  recentPayments!: number

  @Field(() => Int, { description: 'Number of recentPayments that the bank never answered.' })
  unansweredPayments!: number

  @Field(() => Boolean, {
    description:
      'Whether the bank answered none of the last ten payments. The notification URL is probably wrong there.',
  })
  silent!: boolean

  @Field(() => Money, { description: 'Amount of a test payment.' })
  testPaymentAmount!: Money

  @Field(() => TestPaymentType, { nullable: true, description: 'The newest test payment.' })
  testPayment!: TestPaymentType | null
}

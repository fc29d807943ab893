import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankEnvironment, BankProtocolName } from '../bank-protocol.ts'

/** MISMATCHED: the bank notified another amount or currency than the requested one. */
export type TestPaymentStatus = 'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'MISMATCHED'

/** A small payment without an order, with which a merchant tests a bank's settings. */
@Entity({ tableName: 'test_payment' })
export class TestPayment {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  gatewayAccountId!: string

  @Property({ type: 'text' })
  protocol!: BankProtocolName

  @Property({ type: 'text' })
  reference!: string

  @Property({ type: 'text', default: 'OPEN' })
  status!: TestPaymentStatus

  /** Minor units. */
  @Property({ type: 'integer' })
  amount!: number

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'text' })
  environment!: BankEnvironment

  @Property({ type: 'text', nullable: true })
  bankStatus?: string | null

  @Property({ type: 'text', nullable: true })
  authorizationNumber?: string | null

  @Property({ type: 'timestamptz' })
  openedAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  notifiedAt?: Date | null
}
